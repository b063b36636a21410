"""The timelines of all agencies as one: merged, merged again, and edited in a table.

`merge_timelines` merges; `merge_inputs` checks what is to be merged. `agency_rows` are the rows of one agency's new
version, of which `match_events` finds the earlier ones. `event_stems` are the words of an event, by which `duplicates`
proposes entries about the same event. `edited_table` takes back a table of entries that the Panel edited.

`recipients` are the practitioners of timelines, as a table for a batch of letters.
"""
