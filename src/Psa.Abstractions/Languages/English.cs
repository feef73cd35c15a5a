using NodaTime;

namespace Psa.Languages;

internal sealed class English : ILanguage
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public string Tag => "en";

    public string Date(LocalDate day) => FormattableString.Invariant($"{day.Day} {Months[day.Month - 1]} {day.Year}");

    public string Number(string digits) => Digits.Grouped(digits, '.', ',');

    public string Days(string first, string last) => $"{first} to {last}";

    public string ItsStart => "its start";

    public string DaysOf(long days, long of, string period) => FormattableString.Invariant($"{days} of the {of} {(of == 1 ? "day" : "days")} from {period}");

    public string DaysCharged(long days, long of) => FormattableString.Invariant($"{days} of {of} {(of == 1 ? "day" : "days")}");

    public string PartOf(string fraction, string period) => $"{fraction} of {period}";

    public string PartOfPeriod(string fraction) => $"{fraction} of the period";

    public string MonthsOf30Days => "months of 30 days";

    public string MonthsThenDays => "whole months, then days";

    public string DaysAMonth(int days) => FormattableString.Invariant($"{days} days a month");

    public string DaysAYear(int days) => FormattableString.Invariant($"{days} days a year");

    public string InFull => "charged in full";

    public string Waived => "waived, since not all days are covered";

    public string Agreed(string from) => $"agreed from {from}";

    public string Tariff(string from) => $"tariff agreed from {from}";

    public string PriceList(string name, string from) => $"price list {name}, from {from}";

    public string VendorCost => "the vendor's cost, passed on";

    public string Risen(string rate, string day) => $"risen by {rate} on {day}";

    public string RisenTimes(string rate, long times, string first, string last) => FormattableString.Invariant($"risen by {rate} {times} times from {first} to {last}");

    public string FurtherPrices => "its further prices";

    public string Flat(string price) => $"a flat {price}";

    public string Included(string price, string quantity) => $"{price} with {quantity} included";

    public string Free(string quantity) => $"{quantity} of them free";

    public string Blocks(string count, bool isOne, string size) => $"{count} {(isOne ? "block" : "blocks")} of {size}";

    public string Fee(string amount) => $"{amount} fee";

    public string CostOf(string cost) => $"the vendor's cost of {cost}";

    public string Less(string discount) => $"less {discount}";

    public string Raised(string amount) => $"raised to the minimum of {amount}";

    public string Lowered(string amount) => $"lowered to the maximum of {amount}";

    public string Used(string quantity) => $"{quantity} used";

    public string InAdvance(string quantity) => $"{quantity} in advance";

    public string AtLeast(string quantity) => $"{quantity} (the minimum)";

    public string HalfUp => "half up";

    public string HalfEven => "half to even";

    public string Up => "up";

    public string Down => "down";

    public string Rounded(string how) => $"rounded {how}";

    public string RoundedTogether(string how) => $"the running total is rounded {how} at the end of each piece, so the pieces add up to the whole";

    public string RoundedEach(string how) => $"each piece is rounded {how} by itself";

    public string Together(string amount) => $"Together {amount}";

    public string InsteadOf(string before) => $"instead of {before}";

    public string ChangeOf(string amount) => $"a change of {amount}";

    public string Nothing => "nothing";

    public string None => "none";

    public string Correction => "correction";

    public string Decision => "by decision";

    public string DepositOn(string order) => $"Deposit on order {order}";

    public string DepositDeducted(string invoice) => $"deducted, invoice {invoice}";

    public string DepositLeft => "What is left of the deposit";

    public string Beyond(string quantity, string committed) => $"{quantity} beyond {committed}";

    public string FeeName => "fee";

    public string MinimumName => "minimum";

    public string MaximumName => "maximum";

    public string AfterThePeriod => "Billed after the period, since more was used than is billed in advance.";

    public string CorrectionOf(string period, string due, string before) => $"Correction of {period}: {due} is due, {before} was billed.";

    public string Bills(string amount) => $"{amount} is billed.";

    public string Credits(string amount) => $"{amount} is credited.";

    public string BillsNothing => "Nothing is billed.";

    public string PartOfDifference => "This is a part of the difference.";

    public string DecisionsCount => "What was decided on earlier items of the period counts too.";

    public string BilledBefore => "Billed before:";

    public string DueNow => "Due now:";

    public string NothingDue => "Nothing, since nothing of the period is charged any more.";

    public string Overridden(string by, string net, string computed) => $"{by} set the net to {net} instead of the computed {computed}";

    public string Canceled => "Canceled";

    public string Released => "It no longer counts as billed: the next run bills its period again.";

    public string More(string amount) => $"That is {amount} more.";

    public string Fewer(string amount) => $"That is {amount} less.";

    public string Same => "That is the same.";

    public string Quantity => "Quantity";

    public string BilledInAdvance => "Billed in advance";

    public string Price => "Price";

    public string Cost => "The vendor's cost";

    public string DiscountName => "Discount";

    public string Share => "Charged";

    public string PriceOfTariff => "that of the tariff";

    public string OtherTariff => "The tariff is another.";

    public string TermsChanged(string period) => $"The terms changed within {period}.";

    public string OnlyDifference(string period) => $"The item of {period} is a correction: it bills only the difference.";

    public string NetWasSet(string by, string period) => $"{by} set the net of {period}";

    public string NothingChanged => "Nothing changed but the period.";

    public string Invoice => "Invoice";

    public string CreditNote => "Credit note";

    public string Quote => "Quote";

    public string Order => "Order";

    public string Subtotal(string of) => $"Subtotal {of}";

    public string LeftOver(string amount) => $"of it {amount} is left over from a running total";

    public string DocumentDiscount(string amount, string left) => $"less {amount}, its share of the discounts on the document: {left}";

    public string TaxOn(string rate, string net, string tax) => $"{rate} tax on {net}: {tax}";

    public string PriceBy(string by) => $"price said by {by}";

    public string PerformedLess(string performed, string billed, string difference) => $"Performed {performed} less billed {billed}: {difference}";

    public string BilledLines => "What was billed:";

    public string PerformedLines => "What was performed:";

    public string TakenBefore(string amount) => $"less {amount} taken into account before";

    public string ShareOfDays(string net, string period, string days) => $"{net} ({period}), of it {days}";

    public string NoLongerThere => "no longer there";
}
