using NodaTime;

namespace Psa.Languages;

internal sealed class French : ILanguage
{
    private static readonly string[] Months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    public string Tag => "fr";

    public string Date(LocalDate day) => FormattableString.Invariant($"{day.Day}{(day.Day == 1 ? "er" : string.Empty)} {Months[day.Month - 1]} {day.Year}");

    public string Number(string digits) => Digits.Grouped(digits, ',', '\u202F');

    public string Days(string first, string last) => $"du {first} au {last}";

    public string ItsStart => "son début";

    public string DaysOf(long days, long of, string period) => FormattableString.Invariant($"{days} sur {of} {(of < 2 ? "jour" : "jours")} de la période {period}");

    public string DaysCharged(long days, long of) => FormattableString.Invariant($"{days} sur {of} {(of < 2 ? "jour" : "jours")}");

    public string PartOf(string fraction, string period) => $"{fraction} de la période {period}";

    public string PartOfPeriod(string fraction) => $"{fraction} de la période";

    public string MonthsOf30Days => "mois de 30 jours";

    public string MonthsThenDays => "mois entiers, puis jours";

    public string DaysAMonth(int days) => FormattableString.Invariant($"{days} jours par mois");

    public string DaysAYear(int days) => FormattableString.Invariant($"{days} jours par an");

    public string InFull => "facturé en entier";

    public string Waived => "non facturé, car tous les jours ne sont pas couverts";

    public string Agreed(string from) => $"convenu à partir du {from}";

    public string Tariff(string from) => $"tarif convenu à partir du {from}";

    public string PriceList(string name, string from) => $"liste de prix {name}, à partir du {from}";

    public string VendorCost => "coût du fournisseur, refacturé";

    public string Risen(string rate, string day) => $"augmenté de {rate} le {day}";

    public string RisenTimes(string rate, long times, string first, string last) => FormattableString.Invariant($"augmenté de {rate} {times} fois du {first} au {last}");

    public string FurtherPrices => "ses autres prix";

    public string Flat(string price) => $"forfait de {price}";

    public string Included(string price, string quantity) => $"{price} avec {quantity} inclus";

    public string Free(string quantity) => $"dont {quantity} gratuits";

    public string Blocks(string count, bool isOne, string size) => $"{count} {(isOne ? "bloc" : "blocs")} de {size}";

    public string Fee(string amount) => $"{amount} de frais";

    public string CostOf(string cost) => $"coût du fournisseur de {cost}";

    public string Less(string discount) => $"moins {discount}";

    public string Raised(string amount) => $"porté au minimum de {amount}";

    public string Lowered(string amount) => $"ramené au maximum de {amount}";

    public string Used(string quantity) => $"consommation de {quantity}";

    public string InAdvance(string quantity) => $"{quantity} d'avance";

    public string AtLeast(string quantity) => $"{quantity} (minimum)";

    public string HalfUp => "au plus proche";

    public string HalfEven => "au pair le plus proche";

    public string Up => "vers le haut";

    public string Down => "vers le bas";

    public string Rounded(string how) => $"arrondi {how}";

    public string RoundedTogether(string how) => $"le total cumulé est arrondi {how} à la fin de chaque tranche, de sorte que les tranches donnent le tout";

    public string RoundedEach(string how) => $"chaque tranche est arrondie {how} séparément";

    public string Together(string amount) => $"Au total {amount}";

    public string InsteadOf(string before) => $"au lieu de {before}";

    public string ChangeOf(string amount) => $"un changement de {amount}";

    public string Nothing => "rien";

    public string None => "aucune";

    public string Correction => "correction";

    public string Decision => "par décision";

    public string DepositOn(string order) => $"Acompte sur la commande {order}";

    public string DepositDeducted(string invoice) => $"déduit, facture {invoice}";

    public string DepositLeft => "Solde de l’acompte";

    public string Beyond(string quantity, string committed) => $"{quantity} au-delà de {committed}";

    public string FeeName => "frais";

    public string MinimumName => "minimum";

    public string MaximumName => "maximum";

    public string AfterThePeriod => "Facturé après la période, car la consommation dépasse ce qui est facturé d'avance.";

    public string CorrectionOf(string period, string due, string before) => $"Correction {period} : {due} sont dus, {before} ont été facturés.";

    public string Bills(string amount) => $"{amount} sont facturés.";

    public string Credits(string amount) => $"{amount} sont crédités.";

    public string BillsNothing => "Rien n'est facturé.";

    public string PartOfDifference => "Ceci est une partie de la différence.";

    public string DecisionsCount => "Ce qui a été décidé sur les postes antérieurs de la période compte aussi.";

    public string BilledBefore => "Facturé auparavant :";

    public string DueNow => "Dû maintenant :";

    public string NothingDue => "Rien, car plus rien de la période n'est facturé.";

    public string Overridden(string by, string net, string computed) => $"{by} a fixé le montant à {net} au lieu de {computed} calculés";

    public string Canceled => "Annulé";

    public string Released => "Ne compte plus comme facturé : la prochaine exécution facture de nouveau sa période.";

    public string More(string amount) => $"Soit {amount} de plus.";

    public string Fewer(string amount) => $"Soit {amount} de moins.";

    public string Same => "C'est identique.";

    public string Quantity => "Quantité";

    public string BilledInAdvance => "Facturé d'avance";

    public string Price => "Prix";

    public string Cost => "Coût du fournisseur";

    public string DiscountName => "Remise";

    public string Share => "Facturé";

    public string PriceOfTariff => "selon le tarif";

    public string OtherTariff => "Le tarif est différent.";

    public string TermsChanged(string period) => $"Les conditions ont changé pendant la période {period}.";

    public string OnlyDifference(string period) => $"Le poste {period} est une correction : il ne facture que la différence.";

    public string NetWasSet(string by, string period) => $"{by} a fixé le montant {period}";

    public string NothingChanged => "Rien n'a changé sauf la période.";

    public string Invoice => "Facture";

    public string CreditNote => "Avoir";

    public string Quote => "Devis";

    public string Order => "Commande";

    public string Subtotal(string of) => $"Sous-total {of}";

    public string LeftOver(string amount) => $"dont {amount} de reste d'un total courant";

    public string DocumentDiscount(string amount, string left) => $"moins {amount}, sa part des remises sur le document : {left}";

    public string TaxOn(string rate, string net, string tax) => $"{rate} de taxe sur {net} : {tax}";

    public string PriceBy(string by) => $"prix fixé par {by}";

    public string PerformedLess(string performed, string billed, string difference) => $"Exécuté {performed} moins facturé {billed} : {difference}";

    public string BilledLines => "Ce qui a été facturé :";

    public string PerformedLines => "Ce qui a été exécuté :";

    public string TakenBefore(string amount) => $"moins {amount} déjà pris en compte";

    public string ShareOfDays(string net, string period, string days) => $"{net} ({period}), dont {days}";

    public string NoLongerThere => "n'existe plus";
}
