retro_vocabulary_policy = "warn"
