"""Work experience in a message, and words that look like an occupation."""
