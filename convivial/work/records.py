from convivial.lib.records import DUE, keep

keep("work.Worker", plain="name host pid began_at beat_at worked_at ended_at")
keep("work.Canary", plain=f"{DUE} done_at")
keep("work.Duty", plain="name worker lease_until done_at")
keep("work.Home", plain="place host first_at beat beat_at")
