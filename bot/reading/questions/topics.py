"""What somebody wants explained: the matters that the bot has a text for."""

from __future__ import annotations

from bot.reading.questions.topic_words import WORDS
from bot.reading.text.patterns import Late
from bot.reading.understood import Topic

_ASKS = Late(
    r"\b(?:list|next|prediction|predictions|requirements?|criteria|liste|exigences|criteres|"
    r"prevision|delete|erase|remove|forget|wipe|efface\w*|supprim\w*|oubli\w*|aura-t-il|what|"
    r"whats|why|who|am i|show|see|predict|guarantee|promise|how|which|when|does|do|is|are|can|"
    r"could|will|would|explain|"
    r"explanation|define|definition|meaning|means?|"
    r"tell me|difference|describe|understand|confused?|vs|versus|calculat\w*|compute|"
    r"qu'est|quoi|pourquoi|comment|quel(?:le)?s?|quand|est-ce|expliqu\w*|definition|definir|"
    r"signifie|veut dire|veulent dire|difference|calcul\w*|-t-(?:il|elle|on)|ou (?:la |"
    r"le )?categorie|"
    r"(?:durees?|delais?|listes?) (?:de|d'|des|du|pour)|nouvelles regles|ptms|pmsf|"
    r"(?:gardes?|gardez|conserves?|conservez|stockes?|stockez|stockees?|enregistrees?|donnees|infos)|"
    r"(?:change|garde|perd)s?-(?:tu|t)|je (?:peux|dois|fais)|c'est bon|garanti\w*|si (?:deux|2)|"
    r"a egalite|ou (?:trouver|voir|je)|perds? ma place|faut-il|ou la date|il se passe|"
    r"va expirer|what now|now what|et maintenant|"
    r"est-il|(?:si je|tu) (?:refais|penses)|qui voit|pareil|"
    r"meme chose|refus\w*|declin\w*|vais-je|serai-je|"
    r"(?:va|vont)(?: \w+)? (?:baisser|monter|descendre|augmenter|diminuer)|"
    r"ca (?:change|remet|efface|compte)|c'est|dites|dis|combien|peut|puis-je|peux)\b|"
    r"\b(?:if|when|si|quand) (?:i|je|on) (?:\w+ ){0,3}(?:updat|edit|mets|modif)"
)
_FST = (
    r"(?:the |a )?(?:federal skilled trades|fstp?|skilled trades program(?:me)?)"
    r"(?: program(?:me)?| class)?(?! draw| round)\b"
)
_FST_FR = (
    r"(?:program\w*\b.{0,32}metiers specialises|metiers specialises \(?federal|fstp?|ptms|pmsf)"
)
_MAY_I = (
    r"\b(?:(?:can|could|will|would|do|am|may) i|puis-je|je peux|suis-je|serai-je|est-ce que je)\b"
)
# In this order: the first that fits is meant.
_TOPICS: tuple[tuple[Topic, str], ...] = (
    (
        "trades_or_fst",
        r"(?:difference|vs|versus|same|confus\w*|compared?|differ|not the same|"
        r"or)\b.*(?:federal skilled trades|fstp?|skilled trades program|skilled trades class)|"
        r"(?:federal skilled trades|fstp?|skilled trades program(?:me)?)\b.*(?:difference|vs|"
        r"versus|same|compared?|differ|trades? category|category)|"
        r"(?:what(?:'s| is| are)|explain|define|c'est quoi|"
        r"qu'est-ce que?)\b.{0,24}(?:federal skilled trades|fstp?|"
        r"skilled trades program(?:me)?)(?: program(?:me)?| class)?\W*$|"
        r"trades? category\b.*(?:federal|program)|(?:categorie|"
        r"metiers specialises)\b.*(?:programme|federal)|(?:programme|federal)\b.*(?:categorie|"
        r"meme chose|difference)|"
        r"(?:do|must|should) i (?:need|have to|qualify|be)\b.*(?:fstp?|federal skilled trades)|"
        rf"{_FST_FR}.{{0,40}}\b(?:c'est quoi|veut dire|signifie|ou|vs|versus|pareil|meme|et|"
        rf"difference)\b|"
        rf"\b(?:faut-il|il faut|dois-je|je dois|obligatoire)\b.{{0,40}}{_FST_FR}|"
        rf"\b(?:difference|ou|vs|versus|pareil|meme chose|c'est quoi|qu'est[- ]ce que?|expliqu\w+|"
        rf"veut dire|signifie)\b.{{0,60}}{_FST_FR}|"
        r"difference\b(?=.*\bcategor(?:y|ie)\b).*\bprogram(?:me)?\b|"
        rf"\bi(?:'?m| am) (?:in|under|with) {_FST}.*{_MAY_I}|"
        rf"\bam i (?:in|under|part of|applying (?:in|under)) {_FST}|"
        rf"{_MAY_I}.{{0,40}}\b(?:under|with|through) {_FST}|"
        rf"\bje suis (?:dans|au|avec|sous) .{{0,24}}{_FST_FR}.*{_MAY_I}|"
        rf"{_MAY_I}.{{0,40}}\b(?:dans|avec|sous|par) .{{0,24}}{_FST_FR}",
    ),
    (
        "tie_break",
        r"tie[- ]?break\w*|breaks? (?:the |a )?ties?|\bties?\b|same score|equal scores?|"
        r"same (?:number of )?points|exactly the cut-?off|bris d'?egalite|egalite|"
        r"a egalite|meme (?:note|score|pointage|nombre de points)|ex[ -]?aequo|departag\w*|"
        r"(?:exactement|pile|juste|egale? a) (?:la |le |a la |au |sur la |sur le )?(?:note|seuil|"
        r"score minim|coupure|minimum)|pourquoi\b.{0,16}\b(?:l'heure|la seconde)\b",
    ),
    (
        "crs_change",
        r"(?:chang\w*|new|nouve\w*|difference|happen\w*|passe)\b.{0,40}\b(?:crs|scg|rules?|"
        r"regles?|points|3 november|november 3|nov\w* 3|3 nov\w*|november 2026|novembre 2026)|"
        r"(?:crs|scg|rules?|regles?|points?)\b.{0,40}\b(?:chang\w*|november|novembre|"
        r"reform\w*|reforme)|job offer points|points? (?:for|from) (?:a |my |the )?job offer|"
        r"points? (?:pour|d')\s?(?:une |l')?offre|what changed|qu'est-ce qui (?:a|change)\b|"
        r"nouvelles regles|nouveau (?:scg|calcul|systeme de points)",
    ),
    (
        "submission_date",
        r"(?:which|what|quelle)\b.{0,24}\b(?:date|day|jour|moment|time|timestamp|"
        r"heure)\b.{0,50}\b(?:count\w*|submi\w*|used?|matters?|mean\w*|profile|profil|"
        r"compte\w*|soumi\w*|retenue|considere\w*|pris\w*)|"
        r"(?:updat\w*|edit\w*|chang\w*|modif\w*|resubmit\w*|new profile|delet\w*|withdraw\w*|"
        r"re-?creat\w*|mettre a jour|mise a jour|nouveau profil|refai(?:re|s|t))\b.{0,60}\b(?:date|"
        r"time ?stamp|submission|reset|lose|place|position|soumission|heure|remet|perd\w*)|"
        r"\b(?:reset\w*|remet\w*|reinitialis\w*)\b.{0,40}\b(?:date|time|profile|profil|"
        r"submission|soumission)|"
        r"(?:what|where|how)\b.{0,24}\b(?:submission date|date of submission|profile date|"
        r"submission time)|date de soumission|what (?:counts|is meant) (?:as|by) submi\w*|"
        r"met(?:s|tre|tez)? (?:mon profil |\w+ )?a jour\b.{0,60}\bdate|"
        r"\b(?:date|time ?stamp|place|position)\b.{0,24}\b(?:chang|reset|move|lost|lose)\w*"
        r".{0,24}\b(?:if|when|si|quand)\b|"
        r"\b(?:lose|losing|lost|keep)\b.{0,12}\b(?:date|place|position|spot|rank)\b.{0,24}"
        r"\b(?:if|when|after)\b|"
        r"which (?:one|of (?:them|these|those|the two))\b.{0,16}\bcounts?|"
        r"l(?:equel|aquelle)\b.{0,16}\bcompte|\bhorodatage\b|\bl'heure compte\b|"
        r"\bdate de (?:creation|soumission)\b.{0,24}\bou\b.{0,12}\bdate\b|\bperds? ma place\b|"
        r"\bdate (?:de |d')(?:creation|soumission|depot|enregistrement)\b.{0,40}\b(?:ou|compte)\b|"
        r"submission date\W*$|where (?:do|can) i (?:find|see) .{0,24}\b(?:date|submitted|"
        r"submission)|ou (?:trouver|voir|est).{0,30}date",
    ),
    (
        "invitation",
        r"how (?:long|many days|much time)\b.{0,50}\b(?:invitation|ita|apply|accept|"
        r"respond)\b|\b(?:invitation|ita)\b.{0,40}\b(?:valid|expires?|last|deadline|how long)|"
        r"(?:what (?:is|does|are)|what's|explain|define|meaning of)\b.{0,12}\b(?:itas?|"
        r"invitations?(?: to apply)?)\b|(?:what|how) .{0,20}after (?:an |the |i get an? |"
        r"getting an )?(?:ita|invitation)|(?:days|time|deadline) to apply|"
        r"how (?:long|many days|much time)\b.{0,24}\b(?:submit|apply)\b.{0,16}\bafter\b.{0,12}"
        r"\binvite\w*|"
        r"combien de (?:temps|jours)\b.{0,50}\b(?:invitation|demande|repondre|accepter)|"
        r"\b(?:invitation|ita|i (?:got|was|am|have been) invited)\b.{0,40}"
        r"\b(?:combien de (?:temps|jours)|how (?:long|many days|"
        r"much time)|now what|what (?:now|next|do i do|should i do)|(?:que|quoi) faire|"
        r"je fais quoi|et maintenant)\b|"
        r"(?:refus\w*|declin\w*|ignor\w*|laiss\w* (?:passer|expirer))\b.{0,24}\b(?:invitation|"
        r"ita)\b|"
        r"invitation\b.{0,30}\b(?:valide|valable|expire|delai)|c'est quoi (?:une )?(?:ita|"
        r"invitation)|qu'est-ce qu'une (?:ita|invitation)|\bdelai\b",
    ),
    (
        "validity",
        r"(?:how long|when)\b.{0,40}\b(?:profile|pool)\b|\b(?:does|do|will|is|can|did|"
        r"has)\b.{0,12}\bprofile\b.{0,40}\b(?:valid\w*|expir\w*|last\b|live|stay)|"
        r"what happens .{0,20}profile expires|validity|validite|"
        r"\bprofile\b.{0,16}\b(?:expir\w*|runs? out)|"
        r"(?:combien de temps|quand|duree)\b.{0,40}\b(?:profil|bassin)|"
        r"apres (?:12 mois|un an|1 an)\b.{0,40}\bprofil|"
        r"profil\b.{0,16}\bva expirer|profil\b.{0,40}\b(?:valide|valable|expire\w*|dure|"
        r"bon combien|bon (?:un an|\d+ mois)|reste combien)",
    ),
    (
        "no_promise",
        r"why\b.{0,40}\b(?:promis\w*|guarant\w*|predict\w*|certain|sure|not a number|"
        r"no number|tell me|know|can't|cannot|maybe|may remain)|"
        r"(?:can|could|will|do) you (?:promise|guarantee|predict|be sure|tell the future)|"
        r"(?:promise|guarantee|predict)\b|"
        r"(?:when|what day|what date)\b.{0,24}\b(?:next|upcoming|another)\b.{0,24}\b(?:draws?|"
        r"rounds?)|next (?:trades? )?(?:draw|round)|"
        r"when (?:will|do|would|can) i (?:get|receive)\b.{0,12}"
        r"\b(?:ita|invit\w*)|\bpredictions?\b|"
        r"(?:is|are|will) there\b.{0,24}\b(?:draws?|rounds?)\b.{0,16}\b(?:coming|soon|expected|"
        r"scheduled|planned)\b|(?:is|are|will) there\b.{0,16}\b(?:upcoming|scheduled|coming)\b"
        r".{0,16}\b(?:draws?|rounds?)\b|will (?:there|they|"
        r"ircc)\b.{0,40}\b(?:draws?|rounds?|another|more|again|trades)|(?:my|what are the|"
        r"the) (?:chances?|odds)|"
        r"pourquoi\b.{0,50}\b(?:promett\w*|promis|garanti\w*|predi\w*|certain|savoir|pouvez|"
        r"peux|peut|dire|sait|sais)\b|(?:vais-je|serai-je|je vais|est-ce que je (?:vais|serai))\b"
        r".{0,24}\b(?:invitee?|selectionnee?|prise?|choisie?)\b|garanti\w*|"
        r"will (?:it|they|(?:the )?(?:score|cut-?off|crs|points?|minimum))\b.{0,20}\b(?:go|drop|"
        r"come|fall|decrease|increase|rise|climb)\b|"
        r"\b(?:va|vont|ira)\b.{0,10}\b(?:baisser|monter|descendre|augmenter|diminuer)\b|"
        r"promettre|garantir|predire|prochaine? (?:tirage|ronde)|mes chances|(?:tu|"
        r"vous) (?:penses|pensez|crois|croyez) que je\b|"
        r"y aura-t-il\b.{0,30}\b(?:tirages?|rondes?)|"
        r"quand .{0,30}(?:prochaine?|autre) (?:tirage|ronde)",
    ),
    (
        "privacy",
        r"privacy|(?:what|which|how)\b.{0,24}\b(?:data|information|info|stor\w*|sav(?:e|ed|"
        r"ing)|collect\w*|keep|remember)\b.{0,20}(?:about me|of me|on me|you|my|\W*$)|(?:do|"
        r"will|are) you (?:store|stor\w*|save|sell|share|keep|collect|record|remember)\b|"
        r"my (?:personal )?(?:data|information)\b|is (?:it|this|my \w+) (?:safe|private|"
        r"secure|anonymous|confidential)|gdpr|who (?:can )?sees?|"
        r"confidential\w*|confidentiel\w*|qui voit\b|vie privee|(?:mes |quelles )(?:donnees|"
        r"infos|informations?)|"
        r"que (?:gardez|"
        r"conservez|stockez|sauvegardez)|(?:gardez|conservez|stockez|enregistrez)-vous|"
        r"\bknow about me\b|(?:garde[sz]?|conserve[sz]?|stocke[sz]?|enregistre[sz]?|sais|savez)\b"
        r".{0,24}\bsur moi|"
        r"donnees personnelles|rgpd|(?:delete|erase|remove|forget|wipe)\b.{0,12}\b(?:me|my data|"
        r"everything|my profile|my information|all)\b|(?:efface\w*|supprim\w*|oubli\w*)[ -]"
        r"(?:moi|tout|mes donnees|mon profil)",
    ),
    (
        "cutoff",
        r"(?:what(?:'s| is| does| are)?|explain|define|meaning of|what do you mean by|how is|"
        r"how do they (?:set|choose|decide)|who (?:sets|decides))\b(?: (?:a|an|the|by|does|is|"
        r"meant by|mean|word|term|crs|meaning of)){0,4} ?(?:crs )?cut-? ?offs?(?: (?:score|"
        r"mean|means|set|decided|chosen|exactly|is|work|points?))*\W*$|"
        r"(?:what(?:'s| is)|c'est quoi|quel(?:le)? est) (?:the |le |la )?(?:(?:minimum|lowest|"
        r"passing|required|needed) (?:crs )?(?:scores?|points?|marks?)|(?:score|note|pointage) "
        r"(?:minimum|minimale?|requise?|de passage))\b|"
        r"explain\b.{0,12}\bcut-? ?offs?\b|"
        r"(?:how (?:many|much)|what|which) (?:crs )?(?:points?|pts|score|crs(?: score)?)"
        r"(?!.*\bmore\b)(?: (?:i|do|does|would|will|should|must|we|you|one|people|is|are)){1,3} "
        r"(?:need|needs|needed|require|required|have to have|necessary)\b|"
        r"combien de points\b(?!.*\b(?:de plus|encore|manque\w*)\b).{0,24}\b(?:faut|faudra\w*|"
        r"besoin|requis|necessaires?|dois)\b|quel(?:le)? (?:est )?(?:le |la )?(?:score|note|"
        r"pointage)\b.{0,24}\b(?:faut|faudra\w*|besoin|requise?|necessaire|dois)\b|"
        r"cut-? ?off (?:mean\w*|definition|explained)|why is the cut-?off|"
        r"(?:c'est quoi|qu'est[- ]ce que?|expliqu\w+|definition|que (?:veut dire|"
        r"signifie)|veut dire|comment (?:est|sont|on)(?: \w+)?|qui (?:fixe|"
        r"decide))\b.{0,20}\b(?:seuil|coupure|cut-? ?off|note (?:minimale|de passage))|"
        r"\b(?:seuil|coupure|cut-? ?off|note minimale)\b.{0,8}\b(?:c'est quoi|ca veut dire|"
        r"veut dire|signifie)",
    ),
    (
        "noc",
        r"(?:what(?:'s| is| does| are)?|explain|define|meaning of|how (?:do|can) i (?:find|"
        r"know)|which|where)\b.{0,24}\b(?:noc|teers?|cnp|unit group|feer)\b(?: ?(?:code|codes|"
        r"level|mean|means|stand for|number|or teer|and teer|is|for|category|categories|"
        r"exactly|\d)){0,4}|"
        r"\b(?:noc|teer)\b.{0,12}\b(?:mean\w*|stand for|definition|explained)|(?:c'est quoi|"
        r"qu'est[- ]ce que?|expliqu\w+|que (?:veut dire|signifie)|veut dire|signifie|"
        r"comment trouver)\b.{0,24}\b(?:cnp|noc|feer|teer)|\b(?:cnp|"
        r"feer)\b.{0,20}(?:veut dire|signifie|c'est quoi)|"
        r"quel(?:le)? est\b.{0,16}\b(?:cnp|feer)\b",
    ),
    (
        "category",
        r"(?:do|does|must|should) (?:i|we|you|one) (?:need|have to have|require)\b.{0,24}\b(?:job "
        r"offers?|lmia|red seal|licen[cs]e|certificate|certification|experience|french)\b|"
        r"(?:is|are) (?:an? |the )?(?:job offers?|lmia|red seal|licen[cs]e|certificate|french) "
        r"(?:needed|required|mandatory|necessary)|"
        r"(?:which|what) (?:occupations?|jobs?|trades?|nocs?|"
        r"professions?)\b.{0,40}\b(?:list\w*|eligible|includ\w*|category|categories|qualif\w*|"
        r"count)|(?:what(?:'s| is| are)|explain|define)\b.{0,16}\b(?:trades? categor(?:y|ies)|"
        r"category[- ]based(?: (?:draws?|selection))?|categor(?:y|ies))\b|"
        r"\bexperience\b.{0,24}\b(?:need|require|necessary|asked|minimum|faut|requis\w*)|"
        r"\b(?:need|require|minimum|how much|how many|faut|combien|besoin)\w*\b"
        r".{0,32}\bexp(?:erience)?\b|"
        r"\brequirements?\b|\beligibility criteria\b|\b(?:exigences|criteres)\b|"
        r"\b(?:list of|all(?: the)?) (?:the |eligible |listed )?trades? (?:occupations?|jobs?)|"
        r"(?:show|see|list|where is)\b.{0,16}\b(?:occupations? list|trades? list|"
        r"eligible (?:occupations?|trades?))|list of (?:eligible |the )*(?:trades?|"
        r"occupations?|jobs?)|is\b.{0,40}\bon the list|on the (?:trades )?list\b|"
        r"(?:quelles? (?:professions?|metiers?|emplois?)|quels (?:metiers|emplois))\b|"
        r"listes? des (?:professions|metiers)|"
        r"metiers (?:admissibles|eligibles|acceptes|cibles|vises)|"
        r"mon (?:metier|emploi|poste|code)\b.{0,24}\b(?:dans|sur) (?:la|une) liste|"
        r"(?:c'est quoi|qu'est[- ]ce que?|expliqu\w+)\b.{0,24}\bcategor\w+|"
        r"selection (?:axee sur|par) (?:la |les )?categor\w+|which categor(?:y|ies)|"
        r"quelles? categories?",
    ),
    (
        "crs",
        r"(?:what(?:'s| is| does| are)?|explain|define|meaning of|how (?:is|do|does|can|"
        r"are))\b.{0,30}\b(?:crs|comprehensive ranking\w*+|points? (?:system|calculated|"
        r"work))(?: ?(?:score|points?|system|mean|means|stand for|calculat\w*+|work|works|"
        r"number|exactly|is)){0,4}\W*$|"
        r"\b(?:calcul\w*|compute|work out|figure out) (?:(?:my|mon|ma|the|le|la|our|crs) )*"
        r"(?:crs|scg|score|points?|note)\b|\b(?:crs|score|points?) calculator\b|"
        r"\bcrs\b.{0,8}\b(?:mean\w*|stand for|definition|explained|calculat\w*)|how (?:do|can|"
        r"should) i (?:find|get|know|calculate|raise|improve|increase) my (?:crs|score|"
        r"points)|where (?:do|can) i (?:find|see) my (?:crs|score)|"
        r"how to (?:find|get|know|check|see) (?:(?:my|the|a) )?(?:crs|score)\b|"
        r"(?:how|what|ways?|tips?)\b.{0,32}\b(?:(?:get|earn|gain|have|score) (?:more|extra|higher|"
        r"better|additional) (?:crs )?(?:points?|score)|(?:raise|improve|increase|boost|better) "
        r"(?:(?:my|the|your|crs) )*(?:crs|score|points?))\b|"
        r"(?:comment|quoi)\b.{0,32}\b(?:(?:avoir|obtenir|gagner|aller chercher) (?:plus de|des|"
        r"d'autres) points|(?:ameliorer|augmenter|monter) (?:ma|la|mon|le) (?:note|score|pointage|"
        r"scg))\b|"
        r"(?:c'est quoi|qu'est[- ]ce que?|expliqu\w+|que (?:veut dire|signifie)|veut dire|"
        r"signifie|comment (?:calcul\w+|trouver|connaitre|ameliorer|"
        r"augmenter))\b.{0,30}\b(?:scg|crs|note|score|classement global)|"
        r"\bou (?:trouver|voir|est|je (?:vois|trouve)|puis-je (?:voir|trouver))\b.{0,16}\b(?:scg|"
        r"crs|note|score|pointage)\b|"
        r"\b(?:scg|crs|classement global)\b.{0,8}\b(?:c'est quoi|ca veut dire|veut dire|signifie)",
    ),
)
_FINDERS = tuple((topic, Late(pattern)) for topic, pattern in _TOPICS)
_BARE = Late(
    r"(?:explain |the |define |about |expliqu\w+ |le |la |"
    r"les )*(?:(?P<tie_break>tie[- ]?break\w*(?: rule)?|regle de bris d'egalite|"
    r"(?:bris d')?egalite)|(?P<crs>crs|scg)|(?P<noc>noc|teer|cnp|noc code|feer)|"
    r"(?P<cutoff>cut-? ?off)|(?P<privacy>privacy|(?:est-ce |c'est )?confidentiel(?:le|les)?|"
    r"confidentialite)|"
    r"(?P<no_promise>mes chances)|(?P<validity>validity|"
    r"validite)|(?P<submission_date>submission date|date de soumission)|"
    r"(?P<invitation>(?:so |ok |and )?(?:what(?:'?s)? (?:next|now)|now what|"
    r"what (?:do|should) i do (?:now|next))|et (?:maintenant|apres)|"
    r"(?:et )?(?:je fais quoi|que faire) (?:maintenant|ensuite)))"
)


def read_topic(text: str, whole: str, words: frozenset[str]) -> Topic | None:
    """Give the matter a question is about, None when nothing is to be explained."""
    if words.isdisjoint(WORDS):
        return None
    if bare := _BARE.regex.fullmatch(whole):
        return next(topic for topic, _ in _TOPICS if topic == bare.lastgroup)
    if not _ASKS.regex.search(text):
        return None
    return next((topic for topic, finder in _FINDERS if finder.regex.search(text)), None)
