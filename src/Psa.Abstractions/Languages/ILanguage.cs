using NodaTime;

namespace Psa.Languages;

/// <summary>
/// The words of a document and of an explanation in one language. A host that needs another language implements this and registers it
/// (<c>services.AddSingleton&lt;ILanguage, Dutch&gt;()</c>); a language that lacks a word doesn't compile. The invoice language of the payer decides which one a document speaks.
/// Figures come in words already, texts of the host as they are; nothing depends on the culture of the machine.
/// </summary>
public interface ILanguage
{
    /// <summary>Gets the IETF tag by which billing information names the language: <c>en</c>, <c>de</c>, or <c>de-AT</c>, which falls back to <c>de</c>.</summary>
    string Tag { get; }

    /// <summary>A day, as a document writes it.</summary>
    string Date(LocalDate day);

    /// <summary>A number: digits with a point before the decimals and perhaps a minus sign, to be given the language's separators.</summary>
    string Number(string digits);

    /// <summary>Days from a first to a last, both included.</summary>
    string Days(string first, string last);

    /// <summary>Gets the words for this: the day on which a part starts, where no other is known.</summary>
    string ItsStart { get; }

    /// <summary>So many of the days of a period.</summary>
    string DaysOf(long days, long of, string period);

    /// <summary>So many days of a period, without the period.</summary>
    string DaysCharged(long days, long of);

    /// <summary>A part of a period.</summary>
    string PartOf(string fraction, string period);

    /// <summary>A part of the period, without its days.</summary>
    string PartOfPeriod(string fraction);

    /// <summary>Gets the words for this: measured in months of 30 days.</summary>
    string MonthsOf30Days { get; }

    /// <summary>Gets the words for this: measured in whole months and then days.</summary>
    string MonthsThenDays { get; }

    /// <summary>Measured in a fixed number of days a month.</summary>
    string DaysAMonth(int days);

    /// <summary>Measured in a fixed number of days a year.</summary>
    string DaysAYear(int days);

    /// <summary>Gets the words for this: a broken period that is charged in full.</summary>
    string InFull { get; }

    /// <summary>Gets the words for this: a broken period that isn't charged, since not all its days are covered.</summary>
    string Waived { get; }

    /// <summary>A price that was agreed.</summary>
    string Agreed(string from);

    /// <summary>A tariff that was agreed.</summary>
    string Tariff(string from);

    /// <summary>A price of a list.</summary>
    string PriceList(string name, string from);

    /// <summary>Gets the words for this: a price that is what the vendor charges.</summary>
    string VendorCost { get; }

    /// <summary>A price that rose once; the rate may be below zero.</summary>
    string Risen(string rate, string day);

    /// <summary>A price that rose several times.</summary>
    string RisenTimes(string rate, long times, string first, string last);

    /// <summary>Gets the words for this: the other prices of a tariff, before what became of them.</summary>
    string FurtherPrices { get; }

    /// <summary>A price whatever the quantity.</summary>
    string Flat(string price);

    /// <summary>A fee that includes units.</summary>
    string Included(string price, string quantity);

    /// <summary>Units that cost nothing.</summary>
    string Free(string quantity);

    /// <summary>Started blocks of units.</summary>
    string Blocks(string count, bool isOne, string size);

    /// <summary>The fee of a tier.</summary>
    string Fee(string amount);

    /// <summary>What the vendor charged, before a margin.</summary>
    string CostOf(string cost);

    /// <summary>What a discount takes off.</summary>
    string Less(string discount);

    /// <summary>An amount that a minimum raised.</summary>
    string Raised(string amount);

    /// <summary>An amount that a maximum lowered.</summary>
    string Lowered(string amount);

    /// <summary>A quantity that was used.</summary>
    string Used(string quantity);

    /// <summary>A quantity that is billed in advance.</summary>
    string InAdvance(string quantity);

    /// <summary>A quantity that is the least that is billed.</summary>
    string AtLeast(string quantity);

    /// <summary>Gets the words for this: rounded half away from zero.</summary>
    string HalfUp { get; }

    /// <summary>Gets the words for this: rounded half to the even digit.</summary>
    string HalfEven { get; }

    /// <summary>Gets the words for this: rounded away from zero.</summary>
    string Up { get; }

    /// <summary>Gets the words for this: rounded towards zero.</summary>
    string Down { get; }

    /// <summary>An amount that was rounded.</summary>
    string Rounded(string how);

    /// <summary>Why the pieces of a period add up.</summary>
    string RoundedTogether(string how);

    /// <summary>How the pieces of a period were rounded, each by itself.</summary>
    string RoundedEach(string how);

    /// <summary>What the pieces of a period come to.</summary>
    string Together(string amount);

    /// <summary>What stood there before.</summary>
    string InsteadOf(string before);

    /// <summary>The amount of a change.</summary>
    string ChangeOf(string amount);

    /// <summary>Gets the words for this: no quantity, price or amount.</summary>
    string Nothing { get; }

    /// <summary>Gets the words for this: no discount.</summary>
    string None { get; }

    /// <summary>Gets the words for this: what changed after billing, before what changed.</summary>
    string Correction { get; }

    /// <summary>Gets the words for this: what a user decided, before the reason.</summary>
    string Decision { get; }

    /// <summary>What a deposit asks for, on the order of a number.</summary>
    string DepositOn(string order);

    /// <summary>What is deducted of a deposit that an invoice of a number asked for.</summary>
    string DepositDeducted(string invoice);

    /// <summary>Gets the words for this: why a credit note gives back what is left of a deposit.</summary>
    string DepositLeft { get; }

    /// <summary>What was used beyond what is billed in advance.</summary>
    string Beyond(string quantity, string committed);

    /// <summary>Gets the words for this: the name of a fee.</summary>
    string FeeName { get; }

    /// <summary>Gets the words for this: the name of the least that a period costs.</summary>
    string MinimumName { get; }

    /// <summary>Gets the words for this: the name of the most that a period costs.</summary>
    string MaximumName { get; }

    /// <summary>Gets the words for this: why an overage is billed.</summary>
    string AfterThePeriod { get; }

    /// <summary>What a correction corrects.</summary>
    string CorrectionOf(string period, string due, string before);

    /// <summary>What an item bills.</summary>
    string Bills(string amount);

    /// <summary>What an item gives back.</summary>
    string Credits(string amount);

    /// <summary>Gets the words for this: an item that bills and gives back nothing.</summary>
    string BillsNothing { get; }

    /// <summary>Gets the words for this: an item that holds a part of the difference, as another document holds the rest.</summary>
    string PartOfDifference { get; }

    /// <summary>Gets the words for this: that earlier decisions count.</summary>
    string DecisionsCount { get; }

    /// <summary>Gets the words for this: heads what was billed before.</summary>
    string BilledBefore { get; }

    /// <summary>Gets the words for this: heads what is due now.</summary>
    string DueNow { get; }

    /// <summary>Gets the words for this: nothing of the period is charged any more.</summary>
    string NothingDue { get; }

    /// <summary>Who set another net.</summary>
    string Overridden(string by, string net, string computed);

    /// <summary>Gets the words for this: heads the reason of a cancellation.</summary>
    string Canceled { get; }

    /// <summary>Gets the words for this: that a period is billed again.</summary>
    string Released { get; }

    /// <summary>A charge that is higher than another.</summary>
    string More(string amount);

    /// <summary>A charge that is lower than another.</summary>
    string Fewer(string amount);

    /// <summary>Gets the words for this: a charge that is as another.</summary>
    string Same { get; }

    /// <summary>Gets the words for this: the name of the quantity.</summary>
    string Quantity { get; }

    /// <summary>Gets the words for this: the name of the quantity that is billed in advance.</summary>
    string BilledInAdvance { get; }

    /// <summary>Gets the words for this: the name of the price.</summary>
    string Price { get; }

    /// <summary>Gets the words for this: the name of the vendor's cost.</summary>
    string Cost { get; }

    /// <summary>Gets the words for this: the name of the discount.</summary>
    string DiscountName { get; }

    /// <summary>Gets the words for this: the name of what of a period is charged.</summary>
    string Share { get; }

    /// <summary>Gets the words for this: a price that a tariff makes.</summary>
    string PriceOfTariff { get; }

    /// <summary>Gets the words for this: that the tariff changed.</summary>
    string OtherTariff { get; }

    /// <summary>That terms changed within a period.</summary>
    string TermsChanged(string period);

    /// <summary>That an item is a correction.</summary>
    string OnlyDifference(string period);

    /// <summary>Who set the net of an item.</summary>
    string NetWasSet(string by, string period);

    /// <summary>Gets the words for this: that two charges differ in their period only.</summary>
    string NothingChanged { get; }

    /// <summary>Gets the words for this: the title of an invoice.</summary>
    string Invoice { get; }

    /// <summary>Gets the words for this: the title of a credit note.</summary>
    string CreditNote { get; }

    /// <summary>Gets the words for this: the title of a quote.</summary>
    string Quote { get; }

    /// <summary>Gets the words for this: the title of an order.</summary>
    string Order { get; }

    /// <summary>The subtotal of a contract or customer.</summary>
    string Subtotal(string of);

    /// <summary>Of an amount, what a running total left over.</summary>
    string LeftOver(string amount);

    /// <summary>What discounts on the document take off a line, and what is left of it.</summary>
    string DocumentDiscount(string amount, string left);

    /// <summary>The tax on a net.</summary>
    string TaxOn(string rate, string net, string tax);

    /// <summary>Who said another price.</summary>
    string PriceBy(string by);

    /// <summary>What was performed, what was billed, and the difference.</summary>
    string PerformedLess(string performed, string billed, string difference);

    /// <summary>Gets the words for this: heads what was billed under an agreement.</summary>
    string BilledLines { get; }

    /// <summary>Gets the words for this: heads what was performed.</summary>
    string PerformedLines { get; }

    /// <summary>What earlier adjustments took into account of a line.</summary>
    string TakenBefore(string amount);

    /// <summary>Of a net and the days that it is for, those that are adjusted.</summary>
    string ShareOfDays(string net, string period, string days);

    /// <summary>Gets the words for this: of a line that an earlier adjustment took, and that isn't there any more.</summary>
    string NoLongerThere { get; }
}
