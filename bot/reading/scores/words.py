"""The words around a number that tell whether it is somebody's CRS score."""

from __future__ import annotations

from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of

LABEL_BEFORE = Late(
    r"(?<![a-z])(?:crs|scg|scores?|note|points?|pts?|pointage|comprehensive ranking(?: system)?)"
    r"(?:[ :=(#~-]|'?s\b|\b(?:crs|scg|scores?|note|points?|pts|is|was|of|at|et|est|etait|de|"
    r"du|a|now|"
    r"currently|actually|only|just|exactly|like|sits|stands|been|had|today|total|would|be|were|"
    r"for me|right|maintenant|actuellement|seulement|juste|bien|serait)\b)*$"
)
NAMED_BEFORE = Late(r"(?<![a-z])(?:crs|scg|scores?|note|pointage)\b[^\d,.;|]{0,24}$")
LABEL_AFTER = Late(
    r"(?:\s?/\s?\d+)?\s?-?[\s(:=]*(?:(?:crs|scg|score)\b(?!\s?[:=]?\s?(?:is |of |score )?\d)|"
    r"points?\b|pts?\b\.?|p\b|de (?:scg|score|note)\b|"
    r"(?:is|are|est|c'est) (?:my|the|mon|ma) (?:[a-z]+ )?(?:crs|score|scg|note|points)|"
    r"for (?:my )?(?:crs|score)\b|(?:au|en) (?:scg|crs|score)\b)"
)
"""A word for points just after the number."""

# The nearest of these before a number, within one sentence, says what the number is about.
MARKS = Late(
    r"(?P<supposed>\bwhat[ -]?if\b|\bany (?:of (?:the|these|those) )?(?:[a-z]+ )?"
    r"(?:draws?|rounds?) with\b|\b(?:had|having|with|suppose[ds]?|supposing|imagine|"
    r"assuming|say|"
    r"avec|avais|avait|aurais|aurait|"
    r"supposons|imaginons|disons|pretend)\b|\b(?:score|crs|note|scg) (?:was|"
    r"were|etait)\b)"
    r"|(?P<now>\b(?:now|but have|up to|today|currently|actually|became?|went up to|down to|"
    r"jumped to|"
    r"improved to|increased to|dropped to|raised to|rather(?! than)|actual|in reality|officially|"
    r"nouve(?:au|lle)(?= (?:score|scg|note|pointage))|(?:mais|pis|et) la(?= (?:c'est|je|j'ai))|"
    r"maintenant|desormais|passee? a|monte[er]? a|(?:il|elle) est (?:de|a)|plutot|en fait|"
    r"aujourd'hui)\b)"
    r"|(?P<score>\b(?:my (?:own |current |total |new |real |actual )?(?:crs|score|points|total|"
    r"scg)|"
    r"mon (?:score|scg|pointage|total)|ma note|mes points)\b)"
    r"|(?P<own>\b(?:(?<!to )(?:just|finally) hit|i hit|"
    r"i (?:have|got|only got|hold|scored?|only have|just have|do have|still have|"
    r"also have)|"
    r"i'?ve(?: got)?|my (?:own )?one|mine|(?:my|mon|mes)(?= ?$)|i sit (?:at|on)|me at|"
    r"me with|got me|"
    r"(?:i'?m|i am)(?: (?:sitting |currently |now |only |still )?at)?|"
    r"(?:site|calculat\w+|outil|ircc|consultante?|avocate?) (?:me |m'a )donnee?|"
    r"j'ai|j ai|jai|je suis (?:rendue? |tombee? )?a|(?<!etais )(?<!etait )rendue? a|le mien|"
    r"la mienne|moi)\b)"
    r"|(?P<later>\b(?:will|'ll|going to|gonna|soon|should|might|could|would|expect(?:ed|ing)?|"
    r"hop(?:e|ing)|aim(?:ing)?|next (?:month|year|week)|sera|serai|aurai|aura|vais|bientot|devrais|"
    r"pourrais|espere)\b)"
    r"|(?P<need>\b(?:needs?|needed|required?|requires|want|target|"
    r"goal|reach|get to|"
    r"hit|at least|minimum|until|till|wish|besoin|(?:faut|"
    r"faudrait)|fallait|"
    r"voudrais|veux|vise|viser|objectif|atteindre|missing|lack(?:s|ing)?|"
    r"short(?! (?:at|with)\b)(?: by)?|"
    r"miss(?:ed)?(?: it| out| (?:the|that|this) (?:[a-z]+ ){1,3})?(?: ?by)?|off by|manque|"
    r"ratee?(?: (?:la|le|cette|ce|ma) (?:[a-z]+ ){1,3}(?:de|par|pour)\b)?|"
    r"manquent|manquait|au moins|exiges?|exige|requis)\b)"
    r"|(?P<denied>\b(?:not|isn'?t|wasn'?t|ain'?t|instead of|rather than|no longer|unlike|never had|"
    r"jamais eu|wrote|typed|pas|non pas|au lieu de|plutot que|et non)\b)"
    r"|(?P<before>\b(?:from|was|i (?:said|put|entered|told you)|used to (?:be|have)|previously|"
    r"before|earlier|initially|"
    r"originally|old|previous|former|initial|original|last time|"
    r"at first|started (?:at|with)|de|etai[st]|avant|auparavant|ancien(?:ne)?|initialement|"
    r"au debut)\b)"
    r"|(?P<quoted>\b(?:cut-? ?offs?|threshold|lowest|seuil|coupure|"
    r"candidates?|everyone|everybody|anyone|anybody|nobody|no one|people|others|they|"
    r"(?<!compte )ircc(?! (?:dit|me|m'a|says|said|shows?|affiche|gives|tells|calcule))|canada|"
    r"friends?|wife|husband|spouse|partner|brother|"
    r"sister|he|she|his|her|someone|somebody|ami|amie|conjointe?|femme|mari|frere|soeur|il a|"
    r"elle a|"
    r"above|below|over|under|less than|more than|higher than|lower than|better than|greater than|"
    r"au-dessus|en dessous|plus de|moins de|plus que|moins que|top|first|every|issued|sent|"
    r"drew|invited only|only invited|"
    r"out of|among|parmi|sur|max|maximum|capped)\b)"
    r"|(?P<draw>\b(?:celle|draws?|rounds?|tirages?|rondes?|tours?)\b)"
    r"|(?P<test>\b(?:ielts|celpip|pte|tef|tcf|clb|nclc|toefl|duolingo|delf|dalf|listening|"
    r"reading|writing|"
    r"speaking|band|bands|english|french|language|francais|anglais|langue|lmia|oral|ecrit|"
    r"comprehension|gre|"
    r"credit|gpa|exam|test)\b)"
    r"|(?P<given>\b(?:gives?|gave|giving|adds?|added|worth|awards?|awarded|extra|bonus|"
    r"additional|plus|core|job offer|sibling|human capital|skill transferability|"
    r"claim(?:ed|ing)?|earn(?:s|ed)?|vaut|valent|donne(?:nt)?|rapporte(?:nt)?|ajoute(?:nt)?|"
    r"lose|lost|"
    r"losing|perd(?:s|re|u)?|deduct(?:ed)?|loses|nomination|gain(?:s|ed)?|gagner?)\b)"
    r"|(?P<other>\b(?:flat|gate|door|lot|locker|seat|table|chapter|floor|block|pin|"
    r"password|ref|reference|invoice|order|licen[cs]e|plate|serial|size|case|version|unit|apt|apartment|appartement|local|bureau|chapitre|porte|salle|suite|room|route|highway|hwy|bus|flight|form|"
    r"formulaire|imm|"
    r"bill|section|article|page|step|model|modele|class|classe|grade|year|annee|phone|tel|"
    r"telephone|call|id|"
    r"uci|code|codes|noc|cnp|teer|cat|caterpillar|boeing|airbus|level|niveau|iso|csa|astm|"
    r"weld(?:ing)? process|"
    r"number|numero|aged?|file|dossier|ticket|address|adresse|box|since|depuis|paid|pay|"
    r"salary|wage|salaire|"
    r"live at|living at|located at|habite|rent|cost|costs|cout|earns|par|per)\b)"
)

AFTER = Late(
    r"\s?(?:%|°|\$|€|£|/(?:h|hr|hrs|hour|heure|day|jour|wk|week|semaine|mo|month|mois|yr|year|"
    r"an)\b|percent|per\b|par\b|pour ?cent|"
    r"(?:cad|usd|f?cfa|xaf|xof|mad|dzd|dh|da|dirhams?|dinars?|gourdes?|htg|euros?|eur|dollars?|bucks|k|grand|cents|thousand|million|"
    r"an? (?:hour|hr|week|month|year|day)|de l'heure|"
    r"hours?|hrs?|h|heures?|minutes?|min|mins|seconds?|days?|jours?|nights?|weeks?|wks?|semaines?|"
    r"months?|mths?|mos?|mois|years?|yrs?|ans?|annees?|yo|y/o|"
    r"people|persons|personnes|candidates|candidats|profiles|profils|invitations|"
    r"invites|itas|mille|millions?|"
    r"spots|places|seats|draws|rounds|rondes|tirages|employees|workers|travailleurs|"
    r"times|fois|"
    r"welders|electricians|plumbers|carpenters|nurses|applicants|applications|demandes|"
    r"km|kg|lbs?|lb|pounds?|miles?|gallons?|watts?|horsepower|m|mm|cm|ft|feet|foot|sq|inch(?:es)?|tons?|tonnes?|litres?|volts?|"
    r"kv|v|kw|amps?|hp|"
    r"psi|rpm|street|st|ave|avenue|rd|road|rue|blvd|boul|drive|degrees?|degres|th|nd|rd|eme|e|er|"
    r"others?|more|less|fewer|extra|additional|de plus|de moins|higher|lower|bonus|"
    r"(?:[a-z]+ ){1,3}(?:street|st|avenue|ave|road|rd|blvd|boulevard|drive|lane|crescent|"
    r"court|highway)|"
    r"chances?|hope|idea|experience|clue|luck|problems?)\b)"
)
"""What makes a number an amount of something else; points and scores are looked at first."""

_GIVERS = (
    r"(?:(?:a|an|the|my|your|une?|la|le|l'|ma|mon|du|de|having|being|getting|his|her|valid|"
    r"provincial|arranged|good|second|canadian)\s?)*(?:pnp|nomination|nominee|province|provincial|"
    r"job|offre|offer|lmia|employment|emploi|french|francais|english|anglais|spouse|conjoint|"
    r"partner|language|langue|degree|diploma|diplome|education|etudes|study|studies|studying|"
    r"sibling|brother|sister|frere|soeur|age|masters?|phd|work experience|canadian|experience|"
    r"certificate|certificat|bilingual|gre|ielts|celpip|tef|tcf|toefl|pte|duolingo)\b"
)
_SOME_POINTS = r"\s?(?:crs\s)?(?:points?|pts?)\b\.?"
GIVEN_AFTER = Late(
    rf"{_SOME_POINTS}\s?(?:(?:are |were |come |came |coming |viennent )?(?:from|through|via|"
    r"thanks to|because of|due to|grace a|provenant|out of)\b|(?:each|per|par|chacun)\b|"
    rf"(?:for|pour|if|si|by|de|du|on|sur)\s+{_GIVERS}|"
    r"(?:du|de la|from the|from|off the|off) (?:seuil|note|coupure|minimum|cut-?off|score|"
    r"plage)\b|"
    r"(?:above|below|over|under|short|shy|ahead|behind|away|off|to go|missing|lacking|"
    r"too (?:low|few|many)|au-dessus|en dessous|en-dessous|de trop|sous|manquants?|more|less|fewer|"
    r"higher|lower|extra|additional|bonus|de plus|de moins|supplementaires?)\b)"
    rf"|\s(?:for|in|pour|from|en|aux?|a l')\s*{_GIVERS}"
)
"""Points that something gives, or a difference: not a score."""

GIVEN_WITH = Late(rf"{_SOME_POINTS}\s(?:with|avec)\s+{_GIVERS}")
"""Either what something gives, or a total that counts it in."""

QUOTED_AFTER = Late(
    r"\s?(?:points?|pts|crs)?\s?(?:(?:was|is|as|being|etait|est|for|comme)\s)?(?:the |a |le |la )?"
    r"(?:(?:last|latest|minimum|current|dernier) )?(?:cut-? ?off|threshold|minimum|needed|"
    r"required|seuil|requis)|"
    r"\s?(?:points?|pts)?\s(?:pour|for|chez) (?:(?:ma|mon|my|the|le|la) )?(?:femme|mari|epouse|"
    r"epoux|"
    r"conjointe?|wife|husband|partner|spouse|frere|soeur|brother|sister|amie?|friend|blonde|chum|elle|"
    r"lui|her|him)\b"
)

OWN_AFTER = Late(
    r"\s?(?:points?|pts|crs|score)?\s?(?:is (?:mine|me|my\b)|(?:that's |is what )i have|"
    r"here\b|in reality\b|mine\b|c'est moi|(?:pour moi|for me|quant a moi)\b|"
    r"(?:now|today|currently|maintenant|asteure|astheure|aujourd'hui)\b"
    r"(?!\s?[:=,]?\s?(?:[a-z']+ ){0,4}\d))"
)

BEFORE_AFTER = Late(
    r"\s?(?:points?|pts)?\s(?:(?:avant|before)\b(?!\s(?:le|la|les|que|the|i|it)\b)|auparavant\b|"
    r"previously\b|il y a\b)"
)
"""After a score that was: "470 avant, 491 asteure"."""

TOGETHER = Late(
    r"\b(?:with|avec) (?:my |the |a |mon |ma |un |une )?(?:spouse|husband|wife|partner|conjointe?|"
    r"mari|femme)(?: (?:it's|it is|i have|included|c'est|j'ai))?[\s,:=]*$"
)
"""Before a score that counts somebody in: one's own as well, perhaps."""

CORRECTED = Late(
    r"(?:^|[,;|(-])\s?(?:no|non|nope|wait|oops|sorry|desolee?|correction|corrected|typo|pardon|"
    r"erratum|edit|i mean|i meant|attends|attendez|oups)"
    r"(?:[\s,:]|\b(?:no|wait|sorry|i mean|i meant|it's|is|c'est|attends|attendez|pardon|"
    r"plutot)\b)*$"
)
"""Between two numbers: the second puts the first right."""

SENTENCE = Late(r"[;!?\n]|\.(?=\s|$)|\b(?:sinon|otherwise)\b")
"""Ends the words that can say something about a number."""

IS_CRS = Late(r"\s?(?:points?|pts?)?\s?(?:(?:au|en|de|in|on) )?(?:crs|scg)\b(?!\s?[:=]?\s?\d)")
"""After a number that a word for a test stands before: "520 au TCF et 478 au SCG"."""

COUNTS_TEST = Late(
    r"\s?(?:points?|pts?)?\s(?:with(?:out)?|w/o?|avec|sans)\s(?:the |my |le |mon )?"
    r"(?:french|english|francais|anglais|language|ielts|celpip|pte|tef|tcf)\b"
)
"""After a total that counts a test in or not: "470 without French, 495 with French"."""

GAP = Late(
    r"(?:[\s:=(]|'s|\b(?:a|an|the|to|have|had|get|reach|be|at|of|is|was|are|were|it|its|"
    r"scores?|crs|points?|pts|"
    r"my|like|with|some|une?|le|la|de|d|du|avoir|est|etait|note|scg|total|only|me|you|us|your|"
    r"another|ma|mon)\b)*"
)
"""What may stand between such a word and the number it speaks of."""

GETS = Late(
    r"\s?\b(?:(?:it|that|which|i|we|you|they|on|je) )?"
    r"(?:(?:will |would |can |could |'ll )?(?:get|gets|got|receive|obtiens?|recois))\b"
)
ENDS = Late(
    r"\s*(?:$|[,;!?)|\n]|\.(?!\d)|(?:now|and|with|but|since|so|in the pool|submit\w*|created|made|"
    r"profile|soumis\w*|et|avec|mais)\b)"
)
"""What may follow a number that is nobody's phone, street or amount."""

LOW_TESTS = words_of("ielts celpip clb nclc band bands listening reading writing speaking")
INTRODUCES = Late(r":\s")
"""After "for my brother": what follows is all about him."""
NOW_AFTER = Late(
    r"\s?(?:right )?(?:now|currently|today|maintenant|actuellement)\b"
    r"(?=\s*(?:[,.;)]|$|but\b|and\b))"
)
OF_BEFORE = Late(r"\s*(?:points? |pts |right )?(?:now|currently|today|maintenant|actuellement)")
OF_MINE = Late(r"\bi (?:had|was at|was|have|got)\b")
ASKED_ABOUT = Late(r"\b(?:why|what's|what is) $")
BESIDE_DAY = Late(r"[\s,;]*(?:\||(?:submit\w*|created|made|profile|soumis\w*|profil)\b)")

SAYS = Late(r"\b(?:was|is|had|has|at|were|of|with|took|needed|required|etait|est|avait|a)\b|[:=]")
"""Between "draw" and a number: the number is the draw's, not the person's."""

VAGUE = Late(
    r"(?:\b(?:(?<!what )(?<!how )about|around|approx(?:imately|\.)?|roughly|near(?:ly)?|"
    r"almost|circa|close to|somewhere|maybe|"
    r"probably|perhaps|i think|i guess|like|or so|environ|autour|a peu pres|presque|pres|"
    r"peut-etre|vers|"
    r"normalement|theoriquement|(?:ca|ce|il) doit etre|je (?:pense|crois) (?:que c'est|avoir|"
    r"etre a)|"
    r"il me semble(?: que c'est)?|quelque chose comme|in the|low|mid|high)(?: de)?|~)\s?$"
)
BOUND = Late(
    r"\b(?:over|under|above|below|more than|less than|at least|at most|up ?to|plus de|plus que|"
    r"moins de|moins que|"
    r"au moins|au plus|au-dessus de|en dessous de)\s?$"
)
VAGUE_AFTER = Late(
    r"\s?(?:points?|pts|crs)?\s?(?:-?ish\b|or so\b|or something\b|something\b|environ\b|"
    r"plus or minus|"
    r"give or take|approx|\+(?!\s?\d)|plus\b(?!\s?\d)|or (?:more|above|higher|less|under|over)\b|"
    r"and (?:above|up|over)\b|ou (?:plus|moins)\b|"
    r"and (?:a |one )?half\b|"
    r"et (?:quelques|des poussieres|demie?)\b|\?\?|i think\b|i guess\b|je crois\b|je pense\b|"
    r"a peu pres\b|ou (?:quelque chose|dans ces eaux|dans le genre)|mini?\b|maxi?\b|"
    r"si je (?:ne )?me trompe|il me semble)"
)
BETWEEN_TWO = Late(r"\s?(?:-|to|a|\.\.+|~|/)\s?")
FROM = Late(
    r"\b(?:went|gone|go|goes|moved|drops?|rose|risen|improved|increased|jumped|changed|dropped|fell|up|"
    r"down|raised|came|"
    r"passe[er]?e?|monte[er]?|augmente[er]?|descendue?|baisse[er]?|"
    r"change[er]?)\b[^\d]{0,20}\b(?:from|de)\s?$"
)
MOVED = Late(
    r"\b(?:went|gone|goes|moved|jumped|shot|bumped|climbed|fell|dropped|rose|gained|lost|up|down)"
    r"(?: up| down)?(?: by)?\s?$"
)
FILLER = words_of(
    "it its it's is my i have got score scores crs scg note points point pts pt p a of at the",
    "now currently actually no yes non oui c'est ce j'ai ma mon est de je suis i'm im am i've",
    "was sorry ok okay so well total just only about exactly yeah yep nope oh um euh alors",
    "donc exactement seulement has had and un une le la mine current",
)
THINGS = Late(r" ([a-z]{4,}s)\b")
NOT_THINGS = words_of(
    "thanks plus trades this does always sales points previous express dans mais depuis puis",
    "sous sans vers moins suis plumbers besides across obvious systems operations business",
    "class process gas parts was metiers apres jamais toujours alors mois pres numerous needs",
    "has",
)
BETWEEN = Late(r"\b(?:between|entre)\b[^\d]{0,12}$")
AND = Late(r"\s?(?:and|et|&)\s?")

ARTICLE = Late(r"\b(?:a|an|the|this|that|une?|le|la)\s$")
NOUN_AFTER = Late(
    r"\s(?!(?:and|but|so|as|with|is|was|in|for|or|on|now|if|if|i|my|crs|scg|points?|pts|score|here|"
    r"already|today|et|mais|comme|avec|est|pour|ou|au|maintenant|enough|good|be|do|ok|"
    r"la|le|les|un|une|de|des|du|en|ce|cet|cette|ces|depuis|moi|donc|alors|pis|puis|aussi|car|parce|"
    r"quand|selon|sur|je|on|asteure|astheure|voila|desormais|deja|apres|avant|grace|hier)\b)[a-z]"
)
"""Beside an article, a number and such a word are a thing: "a 500 horsepower truck"."""
