"""Rules L01-L16 in English. A space is written `_`; names in <> are the lists at the end."""

RULES = {
    "L01": r"""
    | <absolute>(?:_\w+)?_<secret>\b
    | (?:total|complete|full|absolute|perfect|utmost)_(?:privacy|secrecy|confidentiality|anonymity)\b
    | <secret>_(?:at_all_times|forever|no_matter_what|in_every_case)\b
    | (?:everything|anything|all)_(?:that_)?you_(?:\w+_)?(?:say|write|tell|share|
      type)(?:_\w+){0,3}_(?:is|stays|remains|will_stay|will_remain|are_kept|is_kept)
      _(?:\w+_)?(?:confidential|private|secret|between|here|safe)\b(?!.*\b(?:unless|except|but)\b)
    | secrets?_(?:is|are)_safe\b
    | what_happens_here_stays_here\b
    """,
    "L02": r"""
    | (?:no_one|nobody|nothing|no-one|not_a_soul)\b.{0,40}\bever\b.{0,30}\b(?:sees?|shared?|knows?|told|
      tells?|leaves?|learns?|reads?|finds?_out)\b
    | (?:no_one|nobody|no-one)_(?:else_)?(?:here_)?(?:can|will|could|would|is_going_to)
      _(?:ever_)?(?:see|read|know|learn|find_out|be_told|hear)\b
    | (?:will|is|are|can)_never_(?:be_)?(?:shared?|leave|told|tell|disclosed?|passed_on|pass_on|
      reported?|leaked?)\b
    | (?:we|i|your_peer|peers|staff)_(?:will_)?never_(?:share|tell|disclose|report|pass_on)\b
    | (?:cannot|can't|could_not)_be_used_in_court\b
    | nothing_(?:\w+_){0,4}(?:leaves|gets_out|goes_further)\b
    """,
    "L03": r"""
    | guarantee\w*
    | (?:we|i)_promise_(?:you_)?(?:that_)?(?:nothing|no_one|nobody|full|total|complete)\b
    """,
    "L04": r"""
    | (?:hipaa|42_cfr|part_2|gdpr|ferpa|ccpa)\b.{0,25}\b(?:compliant|compliance|protected|protects?|
      certified|approved|covered|covers?|safe)\b
    | (?:compliant|protected|certified|approved|covered|complies|comply)\b.{0,20}\b(?:hipaa|42_cfr|
      part_2|gdpr|ferpa|ccpa)\b
    """,
    "L05": r"""
    | privileged_(?:communication|conversation|information|talk)\w*
    | (?:doctor|therapist|attorney|lawyer|counsellor|counselor|priest)[_-](?:patient|client|penitent)\b
    | legal(?:ly)?_privileged?\b
    | protected_by_law\b
    | legally_(?:protected|confidential|binding)\b
    """,
    "L06": r"""
    | end[_-]to[_-]end\b
    | (?:fully|securely|safely|is|are)_encrypted\b
    | e2ee\b
    | military[_-]grade\b
    """,
    "L07": r"""
    | (?:you|we_all)(?:_are|'re|_will_be|'ll_be|_stay|_remain|_can_stay)(?:_\w+)?_(?:anonymous|
      untraceable)\b
    | (?:stay|remain|completely|totally)_anonymous\b
    | your_(?:identity|name)_(?:is|stays|remains|will_be|will_stay)(?:_\w+)?_(?:hidden|secret|unknown|
      anonymous)\b
    | nobody_(?:knows|can_tell)_who_you_are\b
    """,
    "L08": r"""
    | (?:we|the_bot|i|our_team|someone)(?:_have|_has|_had|'ve)?(?:_already|_just)?_(?:called|alerted|
      sent|contacted|notified|informed|dispatched|told)\b.{0,30}\b<police>\b
    | the_bot_(?:will_|can_|may_)?(?:calls?|alerts?|sends?|contacts?|notif(?:y|ies)|
      informs?)\b.{0,30}\b<police>\b
    | <police>_(?:is|are|has_been|have_been|will_be)_(?:called|alerted|sent|contacted|notified|informed|
      coming|on_(?:its|their|the)_way)\b
    """,
    "L09": r"""
    | commit(?:ted|s|ting)?_suicide\b
    | (?:failed|successful|unsuccessful|completed|botched)_(?:\w+_)?(?:attempts?|suicides?)\b
    """,
    "L10": r"""
    | (?:drug_)?(?:addicts?|junkies|junky|abusers?|alcoholics?)\b
    | the_(?:mentally_ill|suicidal|disabled|depressed)\b
    | (?:suicidal|schizophrenic|bipolar|borderline|depressed|mentally_ill)_(?:person|persons|people|
      members?|ones?)\b
    | (?:a|an)_(?:schizophrenic|bipolar|borderline|psychotic)\b
    | victims?_of\b
    | suffer(?:s|ing|ers?)?_from\b
    | (?:crazy|insane|psycho|lunatics?|nutcase)\b
    """,
    "L11": r"""
    | (?:patients|clients?|users?|service_users?|consumers?)\b
    | (?:a|an|the|each|every|our|your|this)_patient\b
    | (?:your|this|our)_case\b(?!_of)
    | case_(?:file|number|worker|load)s?\b
    | inmates?\b
    """,
    "L12": r"""
    | violat(?:e|es|ed|ing|ions?|ors?)\b
    | will_(?:be_|get_)(?:\w+_)?(?:banned|punished|reported|removed|kicked|muted|suspended|blocked|
      expelled)\b
    | (?:banned|punished|kicked|expelled|penali[sz]ed)_(?:if|when|from|for|unless|immediately)\b
    | within_(?:\d+|one|two|five|ten|fifteen|thirty)_(?:seconds?|minutes?|hours?)\b
    | (?:last|final|only)_(?:chance|warning|notice)\b
    | (?:failure|failing)_to\b
    | you_(?:must|are_required_to)_(?!not)\w+
    | you_(?:have_to|need_to)_(?:agree|accept|answer|respond|comply|sign|react|reply)\b
    | (?:zero_tolerance|consequences|or_else|disciplin\w+)\b
    | (?:do|decide|answer|agree|press|react)_(?:it_|this_)?(?:now|immediately|at_once)_or\b
    | expires?_in\b
    """,
    "L15": r"""
    | (?:green|red|blue|grey|gray|yellow|purple|round|big|left|right|top|bottom)_(?:button|circle|
      square|icon)\b
    | (?:press|click|tap|hit|use)_(?:on_)?(?:the_)?(?:tick|check_?mark|cross|thumbs?[_-]?up|heart|icon|
      emoji)\b
    | (?:shown|marked|written)_in_(?:green|red|blue|yellow)\b
    """,
    "L16": r"""
    | help_is_(?:on_(?:the|its)_way|coming|near)\b
    | (?:someone|somebody|help|a_(?:person|specialist|human|peer))_(?:is|will_be)_(?:coming|on_(?:the|
      their)_way|with_you_(?:soon|shortly|now))\b
    | (?:we|someone|somebody|a_peer|a_person|people)_(?:are|is|will_be)(?:_always)?_(?:here|there|awake|
      available|around)(?:_for_you)?_(?:24_?/_?7|all_day|day_and_night|around_the_clock|at_any_hour|
      at_all_times|always)\b
    | (?:24_?/_?7|around_the_clock|day_or_night|day_and_night)\b
    | (?:there_is|there's|we_are|we're|someone_is)_always_(?:someone|somebody|here|there|available|
      awake|a_person)\b
    | (?:someone|somebody|we|a_peer)_will_(?:always_|surely_|definitely_)(?:answer|come|reply|help|be)\b
    """,
}

# What contradicts the live server, or takes a right away; bot/core/notice_check.py says when each applies.
CLAIMS = {
    "assumed": r"""
    | by_(?:\w+ing)\b.{0,50}\byou_(?:\w+_)?(?:agree|consent|accept|allow|give)\b
    | if_you_(?:write|type|stay|post|talk|say_nothing|do_not_answer|don't_answer|keep_\w+)\b.{0,40}
      \byou_(?:\w+_)?(?:agree|consent|accept|allow)\b
    | (?:silence|staying|typing|writing|no_answer)\b.{0,25}\b(?:means|counts|is)_(?:\w+_)?
      (?:yes|agreement|consent|agreed|a_yes)\b
    | counts?_as_(?:\w+_)?(?:consent|agreement|agreeing|yes)\b
    | (?:i_understand|your_reaction|reacting)\b.{0,30}\bconsents?\b
    """,
    "denied": r"""
    | you_(?:cannot|can't|may_not|must_not|will_not_be_able_to|are_not_allowed_to)_
      (?:stop|leave|say_no|complain|ask|delete|refuse|withdraw|quit|change_your_mind|skip)\b
    | there_is_no_way_(?:to|of)_(?:\w+_)?(?:stop|leav|complain|delet|ask|refus)\w*
    | (?:waive|give_up)_(?:any|all|your|the)\b
    | (?<!we_)(?<!they_)(?:do_not|don't|never)_(?:complain|ask_(?:questions|why))\b
    | (?:please_)?(?:explain|tell_us|say)_why_you_(?:stop|leave|say_no|decline|want_to_(?:stop|leave))
    """,
    "gated": r"""
    | (?:help|helplines?|help_now)\b.{0,50}\b(?:after|once|when|until|if|as_soon_as)_you
      (?:_have|'ve)?_(?:\w+_)?(?:agree|agreed|accept|accepted|understood|signed|react|press)\b
    | (?:after|once|when|until|as_soon_as)_you(?:_have|'ve)?_(?:\w+_)?
      (?:agree|agreed|accept|accepted)\b.{0,40}\bhelp\b
    | (?:agree|accept|understand|read_this)_(?:\w+_){0,3}(?:first|before)\b.{0,40}\bhelp\b
    """,
    "policy": r"""
    | (?:we|they|staff|peers?|your_peer|moderators|someone|<oncall>)_(?:\w+_){0,2}
      (?:call|contact|alert|notify|inform|send|phone|ring|tell|involve)s?_(?:for_)?(?:the_)?<police>\b
    """,
    "clinician": r"""
    | (?:our|your)_(?:peers?|team|staff|specialists?)_(?:is|are)_(?:\w+_){0,3}
      (?:therapist|doctor|nurse|counsell?or|psychologist|clinician|psychiatrist|professional)s?\b
    | (?:our|trained|licensed|qualified)_(?:\w+_)?
      (?:therapist|doctor|nurse|counsell?or|psychologist|clinician|psychiatrist)s?\b
    | we_(?:treat|diagnose|cure|give_medical|offer_(?:therapy|treatment))\b
    """,
    "checked": r"""
    | (?:the_bot|we|it|software|a_program)_(?:\w+_)?
      (?:looks?_(?:at|for)|reads?|checks?|scans?|watch(?:es)?|listens?|monitors?)\b.{0,30}
      \b(?:words?|messages?|what_you_(?:write|say|type)|danger|chats?)\b
    | (?:messages|words|chats)_are_(?:\w+_)?(?:checked|scanned|monitored|watched|read|filtered)\b
    """,
    "unchecked": r"""
    | (?:nobody|no_one|nothing|no_bot|no_software)_(?:\w+_)?
      (?:reads|scans|checks|monitors|watches|looks_at|filters)\b
    | (?:the_bot|we|it)_(?:does_not|doesn't|do_not|don't|never|will_not|won't)_(?:\w+_)?
      (?:read|scan|check|monitor|watch|look_(?:at|for))s?\b
    | (?:is|are)_(?:not|never)_(?:\w+_)?(?:monitored|scanned|checked|watched|filtered)\b
    | no_(?:\w+_)?(?:check|scan|monitoring)_(?:runs|here|is|takes)\b
    """,
    "keeps": r"""
    | (?:we|the_bot|staff|it)_(?:\w+_)?(?:keeps?|saves?|stores?|records?|logs?)\b
      (?!_(?:none|no|nothing)\b).{0,20}
      \b(?:messages|chats|transcripts?|what_you_(?:say|write|tell)|conversations|your_words|your_story)\b
    | (?:messages|chats|talks|conversations)_are_(?:\w+_)?(?:kept|saved|stored|recorded|logged)\b
    """,
    "keeps_nothing": r"""
    | (?:we|the_bot|it)_(?:keeps?|stores?|saves?|records?)_(?:nothing|no_(?:data|records?|information))\b
    | nothing_is_(?:kept|stored|saved|recorded|logged)\b
    | (?:no_records?|no_data)_(?:is|are|will_be)_(?:kept|stored|made)\b
    """,
    "duty": r"""
    | (?:required|bound|obliged|forced)_by_(?:the_)?law\b
    | mandated_report\w+
    | the_law_(?:requires|makes|forces|obliges)_us\b
    """,
    "certified": r"certif(?:ied|icates?|ication)\b",
    "legalese": r"""
    | (?:hereby|hereof|herein|hereinafter|thereof|pursuant|notwithstanding|aforementioned|heretofore)\b
    | (?:liable|liability|indemnif\w+|terms_and_conditions|undersigned|in_accordance_with|shall)\b
    """,
}

LISTS = {
    "oncall": r"(?:the_)?(?:on-call_)?(?:person_on_call|specialists?)",
    "absolute": r"""
      (?:100_?%|a_hundred_percent|completely|totally|fully|strictly|absolutely|perfectly|entirely|
      always)
    """,
    "secret": r"""
      (?:confidential|private|safe|secure|secret|anonymous)
    """,
    "police": r"""
      (?:police|911|999|112|an?_ambulance|the_ambulance|authorities|emergency_services|first_responders)
    """,
}
