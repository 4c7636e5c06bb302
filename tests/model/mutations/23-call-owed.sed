# file: workflows/appointment/acting.cpp
# guard: an acting head owes the case of a call
s/^  if (!post\.claimed_by \&\& !post\.call_owed_by) owe_call(decision, context, context\.stream);$//
