"""Who works and on which phone: rosters, swaps, leave, a room's list, the phone of a post, links, languages."""
