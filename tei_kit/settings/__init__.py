"""Settings that a person chooses: options, metadata, profiles and languages."""
