"""The hall of fame: closed seasons as they were kept, engineers of the year, records."""
