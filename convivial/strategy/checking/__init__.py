"""The checks whose facts the strategy has itself, and the figures that people type. Others are registered above."""
