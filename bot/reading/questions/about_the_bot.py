"""Questions about the bot itself, as whole messages: what it can do, who it is, what it costs."""

from __future__ import annotations

from bot.reading.text.patterns import Late

HELP = Late(
    r"(?:i need |can you |could you |i want |get )?(?:some )?help(?: me)?",
    r"what (?:can|do|does) (?:you|this bot|the bot|it) (?:do|know|answer|offer)(?: for me)?",
    r"what (?:can|should|do) i (?:ask|do|say|type|write)(?: you| here| now)?",
    r"how (?:does|do) (?:this|it|you|the bot)(?: bot)? work",
    r"how (?:can|do|to|should) (?:i )?use (?:this|you|it|the bot)(?: bot)?",
    r"commands?|menu|options|instructions|usage|how to start",
    r"(?:who|what) (?:are you|r u|is this)(?: bot)?|what is this|who am i talking to",
    r"(?:j'ai besoin d'|besoin d'|a l')?aide(?:r|z)?(?:[- ]moi)?",
    r"who (?:made|built|created|runs|owns|wrote) (?:this|you|it|the)(?: bot)?",
    r"(?:is this|are you|is it)(?: bot)?(?: (?:from|by|run by|part of|made by|with))?(?: the| an)? "
    r"(?:official|government|ircc|canada|cic)(?: (?:bot|government|canada))?",
    r"are you (?:(?:a|an|the) )?(?:real )?(?:human|person|robot|bot|ai|machine|chatbot|alive)",
    r"(?:es[- ]tu|etes[- ]vous|t'es) (?:une? )?(?:vraie? )?(?:humaine?|personne|robot|machine)",
    r"can i trust (?:you|this|it|the bot|this bot)",
    r"(?:where|who) (?:do|does|did) (?:the|your|these|those|all) (?:numbers|data|facts|info\w*|"
    r"figures) come from|(?:what(?:'s| is| are) )?(?:your|the) sources?(?: of (?:this|that|it))?",
    r"where (?:do|did) you (?:get|have) (?:this|that|the|your|these) (?:numbers|data|facts|info\w*|"
    r"figures)(?: from)?",
    r"(?:is (?:it|this)|are you)(?: bot)? (?:really )?(?:free|paid|a scam|legit)|"
    r"(?:do|must|should) i (?:have to |need to )?pay(?: (?:you|for (?:this|it)|anything))?|"
    r"how much (?:does (?:it|this) cost|do i pay)",
    r"(?:d'ou )?(?:viennent|viens|sortent) (?:les|ces|vos|tes) (?:chiffres|donnees|nombres)|"
    r"(?:quelles? (?:est|sont) )?(?:vos|votre|ta|tes|la|les) sources?|d'ou (?:tiens-tu|tenez-vous) "
    r"(?:ca|cela|ces chiffres)",
    r"(?:c'est|est-ce(?: que c'est)?) (?:gratuit|payant)|(?:dois-je|je dois|faut-il|il faut) payer|"
    r"combien (?:ca )?coute",
    r"(?:i want to |can i )?(?:talk|speak|chat) (?:to|with) (?:a )?(?:human|person|someone|agent)|"
    r"parler (?:a|avec) (?:une personne|quelqu'un|un humain)",
    r"qui (?:a fait|a cree|gere) (?:ca|(?:ce|le) (?:bot|robot))",
    r"qui (?:t'a|vous a) (?:fait|cree)",
    r"(?:c'est|est-ce|es-tu|etes-vous)(?: tu)?(?: un| le| du| ce)*(?: (?:bot|robot))?"
    r"(?: (?:du|le|un))?(?: (?:officiel|gouvernement|ircc))(?: ce (?:bot|robot))?",
    r"(?:t'es|tu es|vous etes|c'est) qui(?: (?:vous|toi))?|qui est-ce",
    r"que (?:peux[- ]tu|pouvez[- ]vous|sais[- ]tu|savez[- ]vous) faire",
    r"(?:qu'est[- ]ce que )?(?:tu (?:peux|sais)|vous (?:pouvez|savez)) faire(?: quoi)?",
    r"(?:tu|vous) (?:fais|faites|sers|servez) (?:a )?quoi|a quoi (?:tu sers|vous servez|"
    r"sert ce bot|ca sert)",
    r"(?:que|qu'est[- ]ce que) (?:puis[- ]je|je peux|on peut) (?:te |vous )?(?:demander|faire|"
    r"ecrire)",
    r"(?:je (?:dois |peux )?)(?:te |vous )?(?:demande|ecris|ecrire|demander|faire|dire|taper) quoi",
    r"comment (?:ca (?:marche|fonctionne)|utiliser (?:ce|le) (?:robot|bot)|t'utiliser)",
    r"qui (?:es[- ]tu|etes[- ]vous)|commandes?|c'est quoi ce (?:bot|robot)",
    r"(?:peux[- ]tu|pouvez[- ]vous|tu peux) m'aider|que puis-je (?:demander|faire)",
)
# "I am so nervous, please help me": where nothing else is said.
HELP_TOO = Late(
    r"\b(?:help me|need (?:some )?help|aidez?[- ]moi|m'aider|besoin d'aide|"
    r"(?:lost|confused|perdue?|comprends? (?:rien|pas)))\b"
)
