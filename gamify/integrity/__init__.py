"""Integrity: what looks odd is flagged for a lead, with its evidence (SCORING F)."""
