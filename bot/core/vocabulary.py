"""Every variable that a template may name. A name outside this list is found at start, with file and line.

Whoever gives a template a new fact adds its name here; a test compares the two.
"""

VOCABULARY = frozenset(
    """
    ack_emoji admin_scope adopted_note after again age_note any_peer asked because before by_text
    category channel_hours check_choice checked_on closed_now code complaint_contact contact
    content_blind count data_contact date dial dm emergency_number emergency_policy exhausted first
    floor found gone grade helpline helpline_line high hours kind known language languages last
    legal_triggers length lines lobby low made_by many_bots member member_name min_age moved name
    new_room no_room notice_date notice_version number old_version oncall_hours oncall_label
    open_now organisation other own_country owner peer peer_credential peer_entry peer_here people
    person pinned pledge question_contact raised rate read_by reading retention_days roles room
    saved sentence shared_rules since some some_gone source specialist stale stopped subject
    take_emoji taken term topic urgent url version what words
    """.split()
)
