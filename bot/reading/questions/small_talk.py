"""Short human utterances that are the whole message: thanks, yes, skip, stop."""

from __future__ import annotations

from bot.reading.text.page import Page
from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of
from bot.reading.understood import Small, Topic

_SAYINGS: tuple[tuple[Small, str], ...] = (
    (
        "none_of_these",
        r"none(?: of (?:these|those|them|the above|this))?|neither(?: of (?:them|these|"
        r"those))?|not (?:any of )?(?:these|those|them|listed)|"
        r"no(?:ne)?,? none of (?:these|them|those)|something else|other|another one|no match|"
        r"aucun[e]?(?: de (?:ces|ceux|celles)[- ]?(?:la|ci|choix|reponses|metiers|options|"
        r"propositions)?)?|aucune? (?:des (?:deux|trois)|d'entre (?:eux|elles))|"
        r"pas (?:ceux|celles|un de ceux)[- ]?(?:la|ci)?|"
        r"rien de tout (?:ca|cela)|ni l'un ni l'autre|autre(?: chose)?",
    ),
    (
        "dont_know",
        r"(?:i )?(?:really |still |honestly )?(?:dont|don't|do not|dunno|didn't|"
        r"can't) ?(?:really |even )?(?:know|remember|recall|have (?:it|one|that)|"
        r"have it (?:yet|here))?(?: (?:it|that|yet|that one|exactly|when|"
        r"(?:my|the|which) \w+(?: (?:code|score|number|date))?|"
        r"sorry))*|"
        r"idk|dk|no (?:idea|clue)|not (?:sure|certain)(?: (?:yet|about (?:it|that)))?|"
        r"(?:i'?m |i am )(?:really |still )?not sure(?: (?:yet|about (?:it|that)))?|unsure|"
        r"i forget|i forgot|forgot|"
        r"(?:i )?have no (?:idea|clue)|no idea,? sorry|skip(?: (?:it|this|that|this one|"
        r"this question))?|pass|next(?: question)?|unknown|i wish i knew|who knows|"
        r"(?:je )?(?:ne )?(?:le )?(?:sais|sait) (?:vraiment )?(?:pas|plus)(?: (?:trop|encore|"
        r"vraiment))?|j'en sais rien|j'sais pas|chais pas(?: trop)?|chepas?|"
        r"j(?:e n)?'?ai (?:pas|aucune?) (?:encore )?(?:d'idee|idee|"
        r"(?:eu |de |d'|mon |ma |le |la )?(?:score|note|scg|pointage|date|cnp))|j'ignore|"
        r"jspp?(?: du tout)?|"
        r"aucune idee|je (?:ne )?(?:m'en )?(?:me )?(?:souviens|rappelle)(?: (?:pas|plus|pu))?"
        r"(?: (?:de|du|d')? ?(?:la |le |ma |mon |l')?(?:date|jour|heure|score|note|code))?|"
        r"j'?me (?:souviens|rappelle) (?:pas|plus|pu)|"
        r"pas (?:sure?|certaine?)|"
        r"je (?:ne )?suis pas (?:sure?|certaine?)|passer?|passe|sauter?|j'ai oublie|"
        r"je n'en sais rien|je l'ignore|"
        r"je (?:ne )?(?:connais|sais) (?:pas|plus)(?: (?:ma|mon|mes|la|"
        r"le) \w+(?: (?:de soumission|du profil|cnp|scg|crs))?)?",
    ),
    (
        "cancel",
        r"cancel(?: (?:it|that|this|all|everything))?|stop(?: (?:it|this|that|now))?|"
        r"never ?mind|nvm|forget it|quit|exit|abort|leave it|drop it|enough|"
        r"annule[rz]? tout|tout annuler|annulation|arrete[rz]?(?: (?:ca|tout))?|"
        r"laisse[rz]? (?:tomber|faire)|laisse[rz]?[- ]ca|oublie[rz]? (?:ca|cela)|quitter|"
        r"abandonner",
    ),
    (
        "keep",
        r"(?:use|keep|save|store|take|make)(?: (?:this|it|that|these|the (?:new )?(?:one|"
        r"score|date)|this one|these (?:numbers|values)))(?: (?:instead|from now on|as (?:my|"
        r"the) (?:real )?(?:profile|score|answer)|for real|my (?:real )?profile|now))*|"
        r"keep|from now on use (?:this|it|that)|(?:that|this)(?:'s| is) (?:my (?:real|new|"
        r"actual) (?:one|score|profile)|real now)|"
        r"(?:garde[rz]?|utilise[rz]?|conserve[rz]?|enregistre[rz]?|prends|prenez)(?:[- ](?:ca|"
        r"cela|le|la|les|ceci|celui-ci|celle-ci|cette (?:note|date)|ce (?:score|metier|"
        r"profil)))?(?: (?:desormais|"
        r"maintenant|a partir de maintenant|dorenavant|pour la suite|comme (?:ma|mon) \w+))*",
    ),
    (
        "puzzled",
        r"(?:but |so |ok )?why(?: (?:not|is that|so|is this|that|though))?|how come|huh|what|wdym|"
        r"(?:ok |so |but )?what (?:does|do) (?:that|this|it|you|these) mean|meaning|come again|"
        r"(?:sorry )?(?:i )?(?:really |still )?(?:don't|dont|do not|didn't) (?:really )?(?:get|"
        r"understand)(?: (?:it|that|this|you|why|anything|at all))?|"
        r"(?:i'?m |i am )?(?:so )?confused|"
        r"(?:can you |could you )?(?:please )?explain(?: (?:it|this|that|more|to me|why))*|"
        r"(?:mais )?pourquoi(?: (?:pas|ca|donc))?|hein|quoi|comment ca|explique[rz]?(?:[- ]moi)?|"
        r"(?:ca|cela) (?:veut dire|signifie) quoi|c'est[- ]a[- ]dire|"
        r"(?:qu'est[- ]ce que|que) (?:ca|cela|veut dire ca) ?(?:veut dire|signifie)?|"
        r"(?:je )?(?:ne |n')?(?:comprends|comprend|saisis) (?:pas|rien)(?: (?:ca|bien|tout))?",
    ),
    (
        "yes",
        r"y|yes|yep|yeah|yup|ya|yas|sure|ok|okay|okey|k|of course|correct|right|"
        r"that'?s (?:right|correct|it|me)|exactly|absolutely|affirmative|indeed|definitely|"
        r"go ahead|do it|"
        r"(?:yes|yeah|yep|ok|oui|sure),? (?:yes|sure|it is|i am|i do|i did|correct|"
        r"that'?s (?:right|it|correct)|go ahead|do it|delete(?: it| everything)?|bien sur|"
        r"exactement|c'est ca|d'accord|vas-y|allez-y|tout (?:effacer|supprimer)|efface[rz]? tout|"
        r"supprime[rz]? tout)|"
        r"oui|ouais|ouep|d'accord|dac|bien sur|exactement|exact|c'est (?:ca|exact|bon|cela|"
        r"correct)|tout a fait|absolument|vas-y|allez-y|certainement",
    ),
    (
        "no",
        r"n|no|nope|nah|na|no way|not really|wrong|negative|that'?s (?:wrong|not (?:it|right|"
        r"me|correct))|incorrect|of course not|"
        r"no,? (?:no|it isn'?t|i'm not|it'?s not|not that|don'?t|keep (?:it|them|everything)|"
        r"wrong|that'?s (?:wrong|not it|not right))|"
        r"non|nan|pas du tout|pas vraiment|c'est (?:faux|pas ca)|ce n'est pas (?:ca|cela)|"
        r"surtout pas|bien sur que non|non,? (?:non|pas du tout|c'est (?:faux|pas ca)|merci|"
        r"garde[rz]?(?: tout| ca)?|"
        r"n'efface[rz]? (?:pas|rien))",
    ),
)
_SMALL = Late(*(f"(?P<{small}>{said})" for small, said in _SAYINGS))
_MOST = 60
_IDLE = Late(
    r"(?:how are you(?: doing| today)?|how'?s it going|nice to meet you|what'?s up|sup|"
    r"are you (?:there|a bot|real)|anyone there|start|begin|"
    r"(?:comment )?(?:ca va|allez-vous|vas-tu|vas tu)|you there|bot|everyone|all|again|"
    r"everybody|a tous|le bot|tout le monde|test|testing|there|"
    r"bonne (?:journee|soiree))"
)
_GRATEFUL = Late(
    r"good ?night|bonne nuit|"
    r"(?:that(?:'s| is| was)? )?(?:very |so |really |super )?(?:helpful|great|awesome|perfect|nice|"
    r"cool|amazing|good|excellent|wonderful|brilliant|lovely|fantastic)(?: (?:bot|job|work|one|"
    r"to know|help|info))?|(?:you(?:'re| are) )?(?:the )?(?:best|great|awesome|amazing)|"
    r"much appreciated|"
    r"i? ?appreciate it|got it|good bot|well done|(?:good)?bye(?: bye)?|"
    r"see (?:you|ya)|have a (?:nice|good|great) (?:day|one|evening)|"
    r"(?:c'est )?(?:tres |super )?(?:genial|parfait|super|gentil|bien|excellent|utile|top|clair)|"
    r"(?:maraming )?salamat(?: po)?|bravo|au revoir|a bientot|bonne (?:journee|soiree)"
)
_WITH_THANKS = Late(
    r"(?:(?:ok|okay|u|po|sir|ma'?am|so much|"
    r"a lot|again|anyway|bot|all|then|everyone|beaucoup|tellement|"
    r"god bless(?: you)?|bless you|ben gros|infiniment|mille fois|"
    r"bro|man|mate|buddy|dude|chef|chief|boss|patron|champion|mon ami|my friend|"
    r"(?:it|that|this) helps(?: (?:me|a lot))*|(?:ca|cela) (?:m'|nous )?aide(?: beaucoup)?|"
    r"for (?:your |the |all |all your )?help(?:ing(?: me)?)?|"
    r"for (?:that|this|everything|the (?:info\w*|answer))|"
    rf"pour (?:tout|votre aide|ton aide|l'aide|la reponse|l'information|ca)|{_GRATEFUL.source})"
    r"(?: (?=\S)|$))++"
)
_THANKS = ("tha", "thx", "thn", "ty", "che", "mer", "mrc", "mes")
_GREETS = (
    *("hi", "he", "dea", "goo", "gre", "nam", "bon", "bj", "bs", "sal", "sl", "all", "cou", "cc"),
    "hol",
)


_MATTERS: tuple[tuple[Topic, frozenset[str]], ...] = (
    ("crs", words_of("crs scg score note pointage points")),
    ("noc", words_of("noc cnp code")),
    ("submission_date", words_of("date day jour")),
)


def not_known(page: Page) -> Topic | None:
    """The matter that somebody says they do not know: "I don't know my NOC" wants it explained."""
    return next((topic for topic, words in _MATTERS if not words.isdisjoint(page.words)), None)


def read_small_talk(page: Page) -> Small | None:
    """Give what a short message says as a whole, None when it says something else."""
    grateful = page.polite.startswith(_THANKS)
    greeted = page.polite.startswith(_GREETS)
    whole = " ".join(page.rest.split())
    if not whole:
        return "thanks" if grateful else "greeting" if greeted else None
    if len(whole) > _MOST or any(map(str.isdecimal, whole)):
        return None
    if grateful and _WITH_THANKS.regex.fullmatch(whole):
        return "thanks"
    if found := _SMALL.regex.fullmatch(whole):
        return next(small for small, _ in _SAYINGS if small == found.lastgroup)
    if not greeted and _GRATEFUL.regex.fullmatch(whole):
        return "thanks"
    return "greeting" if _IDLE.regex.fullmatch(whole) else None
