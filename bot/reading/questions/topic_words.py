"""Words of which one at least is in every question that wants something explained."""

from __future__ import annotations

from bot.reading.text.word_sets import words_of

WORDS = words_of(
    "delete erase remove forget wipe efface effacer effacez supprime supprimer supprimez oublie",
    "oublier oubliez aura ronde tirage",
    "tie ties tiebreak tiebreaker breaking break same equal date day count counts counted",
    "reset resets update updating updated edit profile pool valid expire expires validity",
    "invitation invitations ita itas promise guarantee predict next chances odds privacy data",
    "store stored save keep cut cutoff cutoffs noc teer cnp crs scg comprehensive category",
    "categories list federal fst fstp program difference rules rule changed change november",
    "occupations occupation jobs trades score points submission timestamp information",
    "personal egalite bris ex departage meme note seuil coupure profil bassin valide valable",
    "soumission promettre garantir predire prochain prochaine confidentialite donnees privee",
    "coming upcoming scheduled soon expected",
    "feer categorie professions metiers emplois programme regles regle novembre classement",
    "delai another again secure safe private anonymous gdpr rgpd confidential confidentiel",
    "seal lmia offer licence license certificate show list place position spot",
    "invited now chance",
    "confidentielles remember collect share sell gardez conservez stockez enregistrez",
    "go drop fall rise baisser monter descendre augmenter diminuer sais minimum lowest passing",
    "place egalite personnes trouver trouve vois seuil decide fixe confidentielle refais refait",
    "voit mon metier penses pensez crois croyez jours accepter pareil",
    "refuses refusons horodatage egale pile exactement l'heure heure duree garanti",
    "garantie garantir refuse refuser",
    "decline decliner ignore ignorer ita vais-je serai-je invite invitee infos liste listes bon",
    "date",
    "peux peut dire dis sait regles vais serai minimale creation stockees enregistrees",
    "coming upcoming scheduled soon expected",
    "experience exp requirement requirements criteria list liste exigences criteres prediction",
    "predictions expiring expired",
    "informations sees long know why pourquoi tell gardes garde savez calculator fstp ptms pmsf",
)
