namespace Psa.Quotes;

/// <summary>The error codes of quotes and their templates.</summary>
public static class QuoteErrors
{
    /// <summary>Only a draft can be changed: revise the quote instead.</summary>
    public const string NotDraft = "quote.not_draft";

    /// <summary>Only an active quote is sent, printed as an offer, accepted or won.</summary>
    public const string NotActive = "quote.not_active";

    /// <summary>The quote's last day has passed.</summary>
    public const string Expired = "quote.expired";

    /// <summary>The tenant's policy asks for an approval, which the quote, as it is, doesn't have.</summary>
    public const string ApprovalRequired = "quote.approval_required";

    /// <summary>Nobody asked for the approval of the quote as it is.</summary>
    public const string NotRequested = "quote.not_requested";

    /// <summary>Who wrote a quote doesn't approve it.</summary>
    public const string Own = "quote.own";

    /// <summary>Another revision of the number is a draft or active, and one is live at most.</summary>
    public const string LiveRevision = "quote.live_revision";

    /// <summary>A later revision took the quote's place.</summary>
    public const string Superseded = "quote.superseded";

    /// <summary>A quote that is won is final.</summary>
    public const string Won = "quote.won";

    /// <summary>Of a group of alternatives not exactly one line is chosen, or what is chosen can't be.</summary>
    public const string BadChoice = "quote.bad_choice";

    /// <summary>Only what a quote that is won offers is ordered.</summary>
    public const string NotWon = "quote.not_won";

    /// <summary>More of a quote would be ordered than isn't ordered yet.</summary>
    public const string OverOrdered = "quote.over_ordered";

    /// <summary>A recurring line has a term that is none.</summary>
    public const string BadTerm = "quote.bad_term";

    /// <summary>The quote holds from a later day on.</summary>
    public const string NotEffective = "quote.not_effective";

    /// <summary>The days of a quote aren't in their order.</summary>
    public const string BadDates = "quote.bad_dates";

    /// <summary>Somebody accepted the quote already, otherwise.</summary>
    public const string AlreadyAccepted = "quote.already_accepted";

    /// <summary>The opportunity is another customer's, of another currency, or closed.</summary>
    public const string OpportunityMismatch = "quote.opportunity_mismatch";

    /// <summary>The recurring lines can't go to the contract: it is another customer's, or of another cycle, currency or billing entity.</summary>
    public const string ContractMismatch = "quote.contract_mismatch";

    /// <summary>A template of quotes needs a name.</summary>
    public const string TemplateUnnamed = "quote_template.unnamed";

    /// <summary>Another template of quotes has the name.</summary>
    public const string DuplicateTemplate = "quote_template.duplicate";

    /// <summary>No new quotes are made of the template.</summary>
    public const string InactiveTemplate = "quote_template.inactive";
}
