namespace Psa.Work;

/// <summary>The error codes of tickets, projects, time and work kinds.</summary>
public static class WorkErrors
{
    /// <summary>A factor, minimum or name of a work kind is none.</summary>
    public const string BadWorkKind = "work_kind.bad_value";

    /// <summary>Another work kind has the code.</summary>
    public const string WorkKindTaken = "work_kind.code_taken";

    /// <summary>Time is logged in a kind that is switched off.</summary>
    public const string WorkKindInactive = "work_kind.inactive";

    /// <summary>A ticket or project has no number, and no series gives one.</summary>
    public const string NumberMissing = "work.number_missing";

    /// <summary>Another ticket, or project, has the number.</summary>
    public const string NumberTaken = "work.number_taken";

    /// <summary>A ticket or project says nothing where it must: its title, its name, a comment's text.</summary>
    public const string TextMissing = "work.text_missing";

    /// <summary>An activity is a product that isn't an hourly rate.</summary>
    public const string BadActivity = "work.bad_activity";

    /// <summary>A contract or part isn't the customer's.</summary>
    public const string ContractMismatch = "work.contract_mismatch";

    /// <summary>A ticket with approved time stays with its customer.</summary>
    public const string HasApprovedTime = "ticket.has_approved_time";

    /// <summary>A closed project takes nothing.</summary>
    public const string ProjectClosed = "project.closed";

    /// <summary>Minutes of time are fewer than none, or more than a day has.</summary>
    public const string BadMinutes = "time.bad_minutes";

    /// <summary>Time is logged of a day to come.</summary>
    public const string InFuture = "time.in_future";

    /// <summary>Time is of one ticket or of one project.</summary>
    public const string BadSource = "time.bad_source";

    /// <summary>Only a draft can be changed or deleted.</summary>
    public const string NotDraft = "time.not_draft";

    /// <summary>Nobody approves time that they logged.</summary>
    public const string Own = "time.own";

    /// <summary>Time is rejected without a reason.</summary>
    public const string ReasonMissing = "time.reason_missing";

    /// <summary>The item of a lot of hours stays while some of them are consumed.</summary>
    public const string BlockConsumed = "block.consumed";

    /// <summary>Time that stands on an invoice keeps its approval.</summary>
    public const string Billed = "time.billed";
}
