"""A person's own story: the ratings, what they count for, and questions to a lead."""
