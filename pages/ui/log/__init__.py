"""The log of decisions: who decided what, about whom, when, with before and after in words."""
