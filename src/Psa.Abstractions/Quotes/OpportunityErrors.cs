namespace Psa.Quotes;

/// <summary>The error codes of opportunities.</summary>
public static class OpportunityErrors
{
    /// <summary>An opportunity has no name.</summary>
    public const string Incomplete = "opportunity.incomplete";

    /// <summary>The estimated value is below zero.</summary>
    public const string BadValue = "opportunity.bad_value";

    /// <summary>The customer of an opportunity doesn't change.</summary>
    public const string Fixed = "opportunity.fixed";

    /// <summary>Status, closing day and reason are changed by their own calls.</summary>
    public const string OwnStep = "opportunity.own_step";

    /// <summary>It is won or lost, and doesn't change any more.</summary>
    public const string NotOpen = "opportunity.not_open";

    /// <summary>No reason was given for losing it.</summary>
    public const string ReasonMissing = "opportunity.reason_missing";
}
