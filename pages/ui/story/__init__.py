"""What the pages of a person and of a team are told with: large figures, neighbours, tables."""
