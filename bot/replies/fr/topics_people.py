"""French words for people: after an invitation, fear, fraud, help, and what this bot is.

Written as in ``topics_draws``.
"""

from __future__ import annotations

from typing import Final

PEOPLE: Final = {
    "invitation": """
Si votre invitation à présenter une demande (IPD) est arrivée : félicitations! Vous avez {days_to_apply} jours pour la présenter, pas plus.
C'est un message dans votre compte d'IRCC.
{?passed}Après la {draw}, c'était jusqu'au {respond_by}, date passée.
{?!passed}Après la {draw}, c'est jusqu'au {respond_by}.
Commencez tout de suite : le formulaire, puis les documents de votre propre liste; les certificats de police et les traductions prennent le plus de temps, et la visite médicale vient d'abord.
Si quelque chose a changé (emploi, famille, test), recalculez votre note : sous la limite de cette ronde, IRCC dit de décliner.
Ensuite : dites-moi le jour du message et je compte les jours (<i>j'ai reçu mon invitation le 3 octobre</i>).
---
Décliner vous remet dans le bassin, sans promesse; laisser passer le délai efface le profil. La lettre donne le dernier moment en UTC : au Canada, le dernier jour finit donc le soir. Combien de temps IRCC met ensuite : [délais de traitement](processing_times). Le profil est verrouillé tant qu'on ne décline pas; les changements vont dans la demande. Les tests de langue doivent être valides le jour de la demande. Décliner ne nuit pas aux rondes suivantes. Une demande fondée sur des faits qui ne sont plus vrais peut être refusée, et les frais gardés. Le message nomme le programme.
Source : [IRCC, présenter une demande](apply).
""",
    "nothing_received": """
{?in_range}{crs} points suffisaient pour la {draw}; mais seul IRCC invite, et il y a des raisons courantes quand rien ne vient.
{?!in_range}Regardez d'abord dans votre compte d'IRCC : un courriel dit seulement qu'un message y attend.
1. Votre emploi ou ses mois ne figurent pas dans les antécédents du profil sous ce code.
2. La note du jour de la ronde était une autre.
3. Plus aucun programme ne vous convient : test ou évaluation périmés, travail sorti de la période, argent.
4. Le profil avait expiré ou, à exactement la limite, il venait après l'heure limite.
5. Une autre invitation est encore ouverte.
Ensuite : vos messages, puis le profil ligne par ligne; pour un problème technique, [le formulaire Web d'IRCC](web_form).
---
Une invitation ouverte apparaît comme une demande de résidence permanente non soumise, à continuer. Cela peut aussi venir d'IRCC : d'une ronde du français, il a écrit que des candidats n'avaient pas été invités et n'avaient rien à faire.
Source : [IRCC, Centre d'aide](help_centre).
""",
    "permit_fear": """
C'est dur, et vous n'êtes pas seul ou seule dans ce cas; ce qui aide d'abord, c'est de connaître vos dates.
Un profil d'Entrée express ne donne ni statut ni droit de travailler : le permis a sa propre vie.
Encore valide : [demandez sa prolongation](extend_permit) avant la fin, {extend_days} jours d'avance selon IRCC; on peut alors rester, et d'ordinaire travailler comme avant, jusqu'à la décision.
Déjà expiré : cessez de travailler et voyez si [le rétablissement du statut](restore) vous est ouvert, dans les {restore_days} jours.
Ensuite : parlez à une personne autorisée, consultante ou avocate : [qui est autorisé](representatives_authorized). Pour de l'aide gratuite, un service d'établissement près de chez vous : [en trouver un](newcomer_services).
Si c'est trop lourd : appelez le 911, ou appelez ou textez le [9-8-8](helpline_988), jour et nuit.
---
Un employeur qui vous maltraite peut être [signalé sans donner votre nom](report_abuse). Un permis de travail ouvert transitoire ne vient qu'une fois la demande de résidence permanente reçue et confirmée, pas depuis le bassin; un permis postdiplôme ne se renouvelle pas. Travailler sans autorisation peut rendre un profil non admissible; à l'étranger, le profil reste dans le bassin. Ce qu'il faut faire dans votre cas, je ne peux pas le dire.
Source : [IRCC, prolonger un permis de travail](extend_permit).
""",
    "scam": """
Non : personne ne peut vendre ni garantir une place dans une ronde, une invitation, un emploi ou un visa.
Faire payer un travailleur pour un emploi, une offre ou une EIMT est illégal au Canada.
Une fausse offre dans une demande peut mener à un refus, à une interdiction de {ban_years} et à un dossier durable, même si quelqu'un d'autre l'a écrite.
Ne payez plus rien, gardez chaque message et signalez-le : [Centre antifraude du Canada](anti_fraud_centre); un employeur, à [Service Canada](report_abuse).
IRCC poursuit ceux qui le font, pas ceux qu'on a trompés.
Ensuite : vérifiez un consultant ou un avocat dans le registre : [qui est autorisé](representatives_authorized).
---
La fraude en immigration se signale aussi à la ligne de surveillance frontalière de l'ASFC; un consultant, au Collège; un avocat, à son barreau. Une offre ne donne d'ailleurs plus de points depuis le {offer_points_until}. Que certaines offres redonnent des points depuis le {crs_change_on} est rapporté, sans confirmation.
Source : [IRCC, fraude et escroquerie](fraud).
""",
    "human_help": """
Seuls peuvent conseiller contre paiement les consultants du Collège, les avocats, les parajuristes de l'Ontario et les notaires du Québec.
Vérifiez le nom avant de payer, actif et autorisé à exercer : [le registre du Collège](college), [qui est autorisé](representatives_authorized).
Les services gratuits d'IRCC aux nouveaux arrivants sont pour les résidents permanents et les gens acceptés en principe, hors du Québec : [en trouver un](newcomer_services).
Avec un permis de travail, demandez quand même sur place : les provinces et des organismes en paient d'autres.
Vous pouvez aussi tout faire vous-même : l'aide payée n'est ni nécessaire ni plus rapide.
---
Pour les programmes du Québec, un consultant doit aussi être reconnu par le Québec. Je ne donne pas de conseil juridique et ne nomme personne.
Source : [IRCC, représentants](representatives_authorized).
""",
    "about_bot": """
Je suis un programme gratuit : ni IRCC, ni un service du gouvernement, ni une personne, ni un avocat.
Je lis les rondes qu'IRCC publie, je les compare à ce que vous me dites selon des règles fixes, et je dis d'où vient chaque nombre.
Je ne vois pas votre compte, et personne ne me paie pour une réponse.
Fiez-vous aux adresses qui finissent par canada.ca ou gc.ca plus qu'à moi : des sites comme ircc.com sont privés.
Ce que je garde sur vous : /confidentialite. L'effacer : /oublier.
---
Source : [IRCC, rondes d'invitations](rounds).
""",
    "privacy": """
Je ne garde que ce qu'une réponse exige : votre numéro Telegram, langue, note, profession, dates, fuseau horaire et la question ouverte.
Ni nom ni messages; /moi le montre, /exporter en fait un fichier, /oublier l'efface pour de bon.
N'envoyez jamais de mot de passe, d'IUC, de numéro de passeport, de banque ou de carte, ni ici ni à quiconque vous écrit le premier : IRCC ne commence jamais une conversation sur les réseaux sociaux.
---
Les numéros des messages traités sont gardés pour ne répondre à rien deux fois. En savoir plus : /confidentialite.
Source : [IRCC, fraude et escroquerie](fraud).
""",
}
