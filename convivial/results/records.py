from convivial.lib.records import DUE, keep

keep("results.Observation", plain="workspace channel publication observed_at raw")  # figures of a post, of no person
keep("results.Figure", plain="observation workspace channel publication name value observed_at")
keep("results.FigureDue", plain=f"{DUE} workspace channel publication latest")
keep("results.JournalCursor", plain="workspace seq")
