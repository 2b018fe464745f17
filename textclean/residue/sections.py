"""What authors call the sections of their texts: a line that is no more than that stays."""

from __future__ import annotations

from functools import lru_cache

_NAMES = """
    introduction; intro; background; overview; motivation; methodology; methods; discussion
    abstract; summary; in summary; in short; tl dr; tldr; too long didn't read; key points
    key takeaways; takeaways; highlights; pros; cons; advantages; disadvantages; benefits
    drawbacks; features; pricing; requirements; ingredients; instructions; example; examples
    verdict; our verdict; the verdict; conclusion; conclusions; in conclusion
    final thoughts; final words; closing thoughts; wrapping up; the bottom line; bottom line
    next steps; faq; faqs; frequently asked questions; acknowledgements; acknowledgments
    works cited; works consulted; einleitung; hintergrund; überblick; zusammenfassung; fazit
    vorteile; nachteile; zutaten; zubereitung; häufige fragen; häufig gestellte fragen
    danksagung; schlussfolgerung; contexte; en bref; en résumé; résumé; avantages
    inconvénients; ingrédients; préparation; questions fréquentes; foire aux questions
    en conclusion; remerciements; introducción; contexto; resumen; en resumen; ventajas
    desventajas; inconvenientes; ingredientes; preparación; preguntas frecuentes; conclusión
    conclusiones; agradecimientos; introduzione; contesto; in sintesi; in breve; vantaggi
    svantaggi; ingredienti; preparazione; domande frequenti; conclusione; conclusioni
    ringraziamenti; introdução; resumo; em resumo; vantagens; desvantagens; modo de preparo
    modo de preparação; perguntas frequentes; conclusão; conclusões; considerações finais
    agradecimentos; inleiding; achtergrond; samenvatting; voordelen; nadelen; ingrediënten
    bereiding; veelgestelde vragen; conclusie; tot slot; dankwoord; inledning; bakgrund
    sammanfattning; fördelar; nackdelar; gör så här; slutsats; vanliga frågor; indledning
    baggrund; sammenfatning; fordele; ulemper; konklusion; ofte stillede spørgsmål
    innledning; bakgrunn; sammendrag; fordeler; konklusjon; ofte stilte spørsmål; johdanto
    tausta; yhteenveto; edut; haitat; ainekset; johtopäätökset; usein kysytyt kysymykset
    wstęp; wprowadzenie; podsumowanie; zalety; wady; składniki; przygotowanie; wnioski
    zakończenie; najczęściej zadawane pytania; shrnutí; výhody; nevýhody; ingredience; závěr
    závěrem; časté otázky; zhrnutie; závery; bevezetés; összefoglalás; összegzés; előnyök
    hátrányok; hozzávalók; elkészítés; introducere; rezumat; avantaje; dezavantaje
    ingrediente; concluzie; concluzii; uvod; sažetak; prednosti; mane; sastojci; zaključak
    sestavine; zaključek; giriş; özet; sonuç; avantajları; dezavantajları; avantajlar
    dezavantajlar; malzemeler; hazırlanışı; sıkça sorulan sorular; εισαγωγή; περίληψη
    σύνοψη; πλεονεκτήματα; μειονεκτήματα; υλικά; εκτέλεση; συμπέρασμα; συμπεράσματα
    введение; вступление; предыстория; итог; итоги; вывод; выводы; заключение; плюсы; минусы
    достоинства; недостатки; ингредиенты; приготовление; частые вопросы; вступ; передмова
    підсумок; підсумки; висновок; висновки; переваги; недоліки; інгредієнти; приготування
    поширені запитання; въведение; обобщение; предимства; недостатъци; съставки; pendahuluan
    latar belakang; ringkasan; kesimpulan; kelebihan; kekurangan; bahan bahan; cara membuat
    giới thiệu; tóm tắt; kết luận; ưu điểm; nhược điểm; nguyên liệu; cách làm; はじめに
    背景; 概要; まとめ; 結論; おわりに; 最後に; メリット; デメリット; 材料; 作り方
    よくある質問; 前言; 引言; 摘要; 总结; 總結; 结论; 優點; 缺點; 优点; 缺点; 结语; 結語
    常见问题; 머리말; 서론; 개요; 요약; 장점; 단점; 결론; 맺음말; 마치며; 재료
    자주 묻는 질문; مقدمة; خلاصة; الخلاصة; ملخص; الخاتمة; المزايا; العيوب; المكونات
    الأسئلة الشائعة; مقدمه; چکیده; جمع بندی; نتیجه گیری; مزایا; معایب; מבוא; רקע; סיכום
    לסיכום; יתרונות; חסרונות; מצרכים; अवलोकन; निष्कर्ष; फायदे; नुकसान; सामग्री; विधि; บทนำ
    สรุป; ข้อดี; ข้อเสีย; ส่วนผสม; วิธีทำ
"""
_MOST_CHARS = 40
_STRIPPED = " \t.:*_#!?\N{FULLWIDTH COLON}\N{HORIZONTAL ELLIPSIS}"


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(name.strip() for name in _NAMES.replace("\n", ";").split(";") if name.strip())


def is_section_name(text: str) -> bool:
    """Tell whether a line is no more than what authors call a section: a conclusion, pros, cons.

    Of 560 such lines on labelled pages 45 were none of the text's.

    >>> is_section_name("Final Thoughts:"), is_section_name("Latest thoughts")
    (True, False)
    """
    if len(text) > _MOST_CHARS:
        return False
    words = text.strip(_STRIPPED).casefold().replace(";", " ").replace("-", " ")
    return words.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") in _names()
