"""The settings: what an organisation sets, its people and teams, its accounts."""
