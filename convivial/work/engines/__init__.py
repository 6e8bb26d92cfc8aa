"""What carries the news that something is due to the workers. The rows are the truth with either."""
