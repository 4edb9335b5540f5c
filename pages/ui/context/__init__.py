"""What colleagues share: thanks."""
