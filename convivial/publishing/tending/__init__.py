"""What is done for a publication besides sending it: its words, links and pictures from the first day to the last."""
