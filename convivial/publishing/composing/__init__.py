"""The composer: one post as a sheet, its preview, its next step, its time."""
