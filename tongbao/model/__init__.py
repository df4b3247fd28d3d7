"""What people write, typed and frozen. Nothing computed, nothing read from disk."""
