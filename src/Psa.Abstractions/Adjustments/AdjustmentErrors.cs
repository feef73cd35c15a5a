namespace Psa.Adjustments;

/// <summary>The error codes of billing adjustments and service documents.</summary>
public static class AdjustmentErrors
{
    /// <summary>No line is selected.</summary>
    public const string NoLines = "adjustment.no_lines";

    /// <summary>Performed lines have no price, and the catalog has none at their dates; the message names them.</summary>
    public const string NoPrice = "adjustment.no_price";

    /// <summary>Lines can't be taxed: the tax table has no such code, or no rate at their dates; the message names lines and codes. Mend that, or deselect them.</summary>
    public const string NoTax = "adjustment.no_tax";

    /// <summary>What was performed is in another currency than what was billed and no rate is given, or what was billed is in several; the message names the currencies.</summary>
    public const string Currencies = "adjustment.currencies";

    /// <summary>More would be credited than was billed and is left; the message says how much is.</summary>
    public const string ExceedsBilled = "adjustment.exceeds_billed";

    /// <summary>The settings name no such kind of service document.</summary>
    public const string UnknownKind = "service_document.unknown_kind";

    /// <summary>A service document is issued: it doesn't change any more. Cancel it, and write another.</summary>
    public const string NotEditable = "service_document.not_editable";

    /// <summary>A service document has no line, or one that says neither a product nor what was done.</summary>
    public const string LineMissing = "service_document.line_missing";

    /// <summary>A quantity or price of a service document has more decimals than fit, or a price is below zero.</summary>
    public const string BadLine = "service_document.bad_line";

    /// <summary>A service document has no number, and no series gives one.</summary>
    public const string NumberMissing = "service_document.number_missing";

    /// <summary>Another service document has the number.</summary>
    public const string NumberTaken = "service_document.number_taken";

    /// <summary>No reason is given why a service document or an adjustment is canceled.</summary>
    public const string ReasonMissing = "adjustment.reason_missing";

    /// <summary>A line isn't any more what it was when it was selected; the message names it. Nothing is made: look at the offer again.</summary>
    public const string Changed = "adjustment.changed";

    /// <summary>The period isn't over: wait, or force it.</summary>
    public const string PeriodOpen = "adjustment.period_open";

    /// <summary>The period ends before it begins, a rate isn't above zero, or a currency has two.</summary>
    public const string BadContent = "adjustment.bad_content";

    /// <summary>A document of the adjustment is issued, or its item stands on a document with others: credit it, or take it off first. Drafts of its credit notes can be deleted singly.</summary>
    public const string Billed = "adjustment.billed";
}
