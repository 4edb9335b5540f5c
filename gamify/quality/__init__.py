"""What of the data could be mended: findings, and what each does to the standings."""
