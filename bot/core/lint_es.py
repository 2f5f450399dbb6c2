"""Rules L01-L16 in Spanish. A space is written `_`; names in <> are the lists at the end."""

RULES = {
    "L01": r"""
    | <absoluto>(?:_\w+)?_<secreto>\b
    | <secreto>_(?:al_100_?%|al_cien_por_cien|siempre|en_todo_momento|pase_lo_que_pase|por_completo)\b
    | (?:total|completa|plena|absoluta|máxima)_(?:privacidad|confidencialidad|reserva|discreción)\b
    | (?:privacidad|confidencialidad|reserva|secreto|discreción)_(?:total|complet[oa]|plen[oa]|
      absolut[oa])\b
    | todo_lo_que_(?:\w+_)?(?:digas|dices|escribas|escribes|cuentes|cuentas|
      compartas)(?:_\w+){0,3}_(?:es|queda|quedará|se_queda|sigue_siendo)(?:_\w+)?_(?:confidencial|
      privado|secreto|entre|aquí)\b(?!.*\b(?:salvo|excepto|pero|menos)\b)
    | tus?_secretos?_está(?:n)?_a_salvo\b
    """,
    "L02": r"""
    | nadie_(?:más_)?(?:\w+_)?(?:puede|podrá|va_a|lo_va_a)?(?:_\w+)?_?(?:ver|verá|leer|leerá|saber|
      sabrá|enterar\w*|enterará)\b
    | (?:nunca|jamás)_(?:se_)?(?:comparte|compartirá|compartimos|compartiremos|cuenta|contaremos|
      contamos|contará|revelamos|revelará|saldrá|sale|dirá|diremos)\b
    | nada_(?:de_lo_que_\w+_)?(?:sale|saldrá)_de_aquí\b
    """,
    "L03": r"""
    | garanti\w+
    | (?:te_)?(?:prometemos|prometo)_(?:que_)?(?:nada|nadie|total|plena|absoluta)\b
    """,
    "L04": r"""
    | (?:hipaa|rgpd|gdpr|42_cfr|lopd\w*)\b.{0,30}\b(?:cumpl\w+|protegid\w+|certificad\w+|aprobad\w+|
      conforme)\b
    | (?:cumpl\w+|protegid\w+|certificad\w+|aprobad\w+|conforme)\b.{0,30}\b(?:hipaa|rgpd|gdpr|42_cfr|
      lopd\w*)\b
    """,
    "L05": r"""
    | secreto_profesional\b
    | secreto_médico\b
    | comunicación_privilegiada\b
    | protegid[oa]s?_por_(?:la_)?ley\b
    | relación_(?:médico|abogado|terapeuta)[_-]\w+
    | legalmente_(?:protegid|confidencial)\w*
    """,
    "L06": r"""
    | (?:de_)?extremo_a_extremo\b
    | (?:totalmente_|está_|están_)?(?:cifrad|encriptad)[oa]s?\b
    """,
    "L07": r"""
    | (?:eres|serás|sigues_siendo|permaneces)_(?:\w+_)?anónim[oa]\b
    | tu_(?:identidad|nombre)_(?:es|está|queda|será)_(?:ocult|secret|anónim)[oa]\b
    | nadie_sabe_quién_eres\b
    """,
    "L08": r"""
    | (?:hemos|he|ha|han)_(?:ya_)?(?:llamado|avisado|alertado|contactado|enviado|
      informado)\b.{0,30}<policia>\b
    | el_bot_(?:llama|avisa|llamará|avisará|contacta|puede_llamar)\b.{0,30}<policia>\b
    | <policia>_(?:ya_)?(?:está|están|ha_sido|han_sido|va|van)_(?:\w+_)?
      (?:camino|avisad[oa]s?|llamad[oa]s?|para_allá)\b
    """,
    "L09": r"""
    | comet(?:er|ió|ido|e)_(?:un_)?suicidio\b
    | (?:intento|suicidio)_(?:de_suicidio_)?(?:fallido|logrado|exitoso|consumado|frustrado)s?\b
    """,
    "L10": r"""
    | (?:adict|drogadict|yonqui)[oa]?s?\b
    | (?:los|las|un|una)_(?:enferm[oa]s?_mentale?s?|suicidas?|depresiv[oa]s?|esquizofrénic[oa]s?|
      bipolar(?:es)?)\b
    | víctimas?_de\b
    | (?:sufre|padece)[ns]?_(?:de_)?
    | (?:loc[oa]s?|chiflad[oa]s?)\b
    | alcohólic[oa]s?\b
    """,
    "L11": r"""
    | (?:pacientes?|clientes?|usuari[oa]s?)\b
    | (?:tu|este|cada)_caso\b
    | expedientes?\b
    """,
    "L12": r"""
    | (?:infracci|violaci)(?:ón|ones)\b
    | será[ns]?_(?:\w+_)?(?:expulsad|castigad|denunciad|sancionad|bloquead|vetad|banead)[oa]s?\b
    | en_menos_de_\d+_(?:segundos|minutos|horas)\b
    | (?:última|única)_(?:oportunidad|advertencia)\b
    | último_aviso\b
    | (?:debes|tienes_que|estás_obligad[oa]_a)_(?:aceptar|responder|contestar|firmar|leer|entender|
      cumplir|contar|decir)\b
    | (?:tolerancia_cero|consecuencias|o_si_no|sancion\w+)\b
    | de_lo_contrario\b
    """,
    "L15": r"""
    | (?:botón|círculo|icono)_(?:verde|rojo|azul|gris|amarillo|redondo|grande|de_arriba|de_abajo|
      de_la_izquierda|de_la_derecha)\b
    | (?:pulsa|toca|presiona)_(?:en_)?(?:el|la)_(?:tic|marca|cruz|pulgar|corazón|icono|emoji)\b
    """,
    "L16": r"""
    | la_ayuda_(?:está|va|viene)_(?:en_|de_)?camino\b
    | alguien_(?:está|viene|va)_(?:en_|de_)?(?:camino|viniendo|para_allá)\b
    | alguien_viene\b
    | 24_?/_?7\b
    | (?:las_24_horas|24_horas_al_día)\b
    | día_y_noche\b
    | a_cualquier_hora\b
    | siempre_hay_alguien\b
    | (?:estamos|estaremos)_siempre\b
    | alguien_(?:siempre_)?(?:vendrá|contestará|responderá)_(?:siempre|seguro)\b
    """,
}

# What contradicts the live server, or takes a right away; bot/core/notice_check.py says when each applies.
CLAIMS = {
    "assumed": r"""
    | al_(?:escribir|quedarte|seguir|entrar|hablar|leer|pulsar|usar|participar)\b.{0,50}
      \b(?:aceptas|consientes|estás_de_acuerdo|autorizas|permites)\b
    | si_(?:escribes|sigues|te_quedas|no_contestas|no_respondes|no_dices_nada)\b.{0,40}
      \b(?:aceptas|consientes|estás_de_acuerdo|autorizas)\b
    | (?:el_silencio|quedarte|escribir)\b.{0,25}\b(?:significa|cuenta|equivale|es)_(?:\w+_)?
      (?:sí|aceptar|consentimiento|acuerdo)\b
    | cuenta_como_(?:\w+_)?(?:consentimiento|acuerdo|sí)\b
    """,
    "denied": r"""
    | no_(?:puedes|podrás|se_te_permite|debes)_
      (?:parar|irte|salir|decir_que_no|quejarte|preguntar|borrar|negarte|dejarlo|cambiar_de_idea)\b
    | no_hay_(?:forma|manera)_de_(?:parar|salir|quejarse|borrar|preguntar|dejarlo)\w*
    | renuncias_a\b
    | (?:explica|dinos|cuéntanos)_por_qué_(?:paras|te_vas|lo_dejas|dices_que_no)\b
    """,
    "gated": r"""
    | (?:ayuda|ayuda_ya)\b.{0,50}\b(?:después_de|cuando|una_vez_que|hasta_que|si)_(?:\w+_)?
      (?:aceptes|aceptas|aceptar|entiendas|hayas_aceptado|firmes|reacciones)\b
    | (?:después_de_aceptar|cuando_aceptes|una_vez_que_aceptes|hasta_que_aceptes)\b.{0,40}\bayuda\b
    | (?:acepta|lee_esto)_(?:\w+_){0,3}(?:primero|antes)\b.{0,40}\bayuda\b
    """,
    "policy": r"""
    | (?:llamamos|avisamos|llamaremos|avisaremos|contactamos|alertamos|podemos_llamar|podemos_avisar)_
      (?:a_)?(?:la_|los_|las_)?<policia>\b
    | (?:tu_acompañante|los_moderadores|alguien)_(?:\w+_){0,2}(?:llama|llamará|avisa|avisará|contacta)_
      (?:a_)?(?:la_|los_|las_)?<policia>\b
    """,
    "clinician": r"""
    | (?:tu_acompañante|quien_te_acompaña|nuestro_equipo|nuestros_acompañantes)_(?:es|son)_(?:\w+_){0,3}
      (?:terapeutas?|médic[oa]s?|psicólog[oa]s?|enfermer[oa]s?|psiquiatras?|profesional(?:es)?)\b
    | nuestr[oa]s_(?:\w+_)?(?:terapeutas|médic[oa]s|psicólog[oa]s|enfermer[oa]s|psiquiatras)\b
    | (?:diagnosticamos|curamos|damos_terapia|ofrecemos_(?:terapia|tratamiento))\b
    """,
    "checked": r"""
    | (?:el_bot|un_programa)_(?:\w+_)?(?:mira|busca|lee|revisa|analiza|vigila|escanea|controla)\b.{0,30}
      \b(?:palabras?|mensajes?|lo_que_(?:escribes|dices)|peligro)\b
    | (?:leemos|revisamos|vigilamos|analizamos)_(?:\w+_)?(?:mensajes|palabras|lo_que)\b
    """,
    "unchecked": r"""
    | (?:nadie|ningún_bot|ningún_programa)_(?:\w+_)?(?:lee|revisa|vigila|mira|analiza)\b
    | el_bot_(?:no|nunca)_(?:\w+_)?(?:lee|revisa|busca|vigila|mira|analiza)\b
    | no_(?:se_)?(?:revisan|leen|vigilan|analizan|leemos|revisamos|vigilamos)\b
    """,
    "keeps": r"""
    | (?:el_bot_)?(?:guarda|guardamos|graba|grabamos|almacena|registramos|registra)_(?:\w+_){0,2}
      (?:mensajes|charlas|conversaciones|lo_que_(?:dices|escribes|cuentas)|palabras|tu_historia)\b
    """,
    "keeps_nothing": r"""
    | no_(?:guarda|guardamos|se_guarda|almacena|registramos)_(?:nada|ningún_dato|datos)\b
    """,
    "duty": r"""
    | (?:la_ley_nos_obliga|obligad[oa]s_por_(?:la_)?ley|por_obligación_legal)\b
    """,
    "certified": r"certificad[oa]s?\b|certificación\b|acreditad[oa]s?\b",
    "legalese": r"""
    | (?:por_la_presente|en_virtud_de|conforme_a_lo|lo_dispuesto|infrascrit[oa]|abajo_firmante)\b
    | (?:exención|indemniza\w+|términos_y_condiciones|no_obstante|responsabilidad_legal|susodich[oa])\b
    """,
}

LISTS = {
    "absoluto": r"""
      (?:100_?%|al_cien_por_cien|cien_por_ciento|totalmente|completamente|absolutamente|estrictamente|
      siempre|enteramente|plenamente)
    """,
    "secreto": r"""
      (?:confidencial(?:es)?|privad[oa]s?|segur[oa]s?|secret[oa]s?|anónim[oa]s?)
    """,
    "policia": r"""
      (?:policía|911|112|091|una_ambulancia|la_ambulancia|autoridades|emergencias|
      servicios_de_emergencia)
    """,
}
