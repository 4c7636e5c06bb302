// A target needs a source: the users of the precompiled headers are other targets.
