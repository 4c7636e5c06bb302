# file: workflows/appointment/chart.cpp
# guard: a suspension stops what is not permitted
s/NominationWithdrawn, BallotVoided,$/NominationWithdrawn, NominationReceived,/
