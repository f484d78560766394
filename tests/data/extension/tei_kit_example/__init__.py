"""A small package that adds a reader, two exporters and a profile to tei_kit."""
