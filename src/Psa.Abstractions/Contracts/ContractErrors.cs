namespace Psa.Contracts;

/// <summary>The error codes of contracts and their parts: cycles, pricing schemes and proration too.</summary>
public static class ContractErrors
{
    /// <summary>A contract or part has no name, number or text.</summary>
    public const string Incomplete = "contract.incomplete";

    /// <summary>No number was given and no confirmed number series can give one.</summary>
    public const string NumberMissing = "contract.number_missing";

    /// <summary>Another contract of the tenant has the number.</summary>
    public const string NumberTaken = "contract.number_taken";

    /// <summary>No billing entity was given, and neither customer nor tenant has a default.</summary>
    public const string BillingEntityMissing = "contract.billing_entity_missing";

    /// <summary>A contract, part or suspension ends before it starts.</summary>
    public const string EndBeforeStart = "contract.end_before_start";

    /// <summary>The cycle timeline is empty or not in order of its dates, an entry says nothing, or the earliest leaves out cycle, timing or proration.</summary>
    public const string BadCycles = "contract.bad_cycles";

    /// <summary>Two suspensions share a day, or one follows a suspension without end.</summary>
    public const string SuspensionsOverlap = "contract.suspensions_overlap";

    /// <summary>There is no open suspension to end.</summary>
    public const string NotSuspended = "contract.not_suspended";

    /// <summary>A renewal of less than a month or a negative notice, or one without a term to renew.</summary>
    public const string BadRenewal = "contract.bad_renewal";

    /// <summary>There is nothing by which the contract could be renewed.</summary>
    public const string CannotRenew = "contract.cannot_renew";

    /// <summary>An escalation without months between its steps, one that leaves nothing of the price, or escalations that don't follow each other.</summary>
    public const string BadEscalation = "contract.bad_escalation";

    /// <summary>A price, cost or discount of another currency than the contract's.</summary>
    public const string CurrencyMismatch = "contract.currency_mismatch";

    /// <summary>A part starts before its contract or ends after it.</summary>
    public const string PartOutside = "contract.part_outside";

    /// <summary>A part's terms are missing or not in order of their dates, an entry says nothing, or they leave a day without what its pricing scheme needs.</summary>
    public const string BadTerms = "contract.bad_terms";

    /// <summary>A part bills the catalog's price and its terms name one.</summary>
    public const string PriceFollowsCatalog = "contract.price_follows_catalog";

    /// <summary>A part bills a locked price and its terms name none.</summary>
    public const string PriceMissing = "contract.price_missing";

    /// <summary>A part bills the catalog's price and names no product.</summary>
    public const string ProductMissing = "contract.product_missing";

    /// <summary>A part passes on the vendor's cost and reads no usage.</summary>
    public const string CostSourceMissing = "contract.cost_source_missing";

    /// <summary>A part reads a usage counter and names no service.</summary>
    public const string ServiceMissing = "contract.service_missing";

    /// <summary>A quantity is below zero where none may be.</summary>
    public const string BadQuantity = "contract.bad_quantity";

    /// <summary>The contract's customer, billing entity or currency can't change once it is in force.</summary>
    public const string Fixed = "contract.fixed";

    /// <summary>A part's product, unit, kind, quantity source, price behaviour, tax code or opening balance can't change once it was billed.</summary>
    public const string PartFixed = "contract.part_fixed";

    /// <summary>The contract's dates, cycle, terms or status are changed by steps of their own, not with its other fields.</summary>
    public const string OwnStep = "contract.own_step";

    /// <summary>A termination, or the withdrawal of an entry, without a reason.</summary>
    public const string ReasonMissing = "contract.reason_missing";

    /// <summary>The notice to terminate comes too late for that date; the message names the first possible one.</summary>
    public const string NoticeTooShort = "contract.notice_too_short";

    /// <summary>The contract's end has not passed yet.</summary>
    public const string NotEnded = "contract.not_ended";

    /// <summary>The wizard's steps before this one are not done yet.</summary>
    public const string StepMissing = "contract.step_missing";

    /// <summary>A run's obstacle: the contract should have begun and is still a draft.</summary>
    public const string LeftAsDraft = "contract.left_as_draft";

    /// <summary>A run's obstacle: the contract is in force and has no part.</summary>
    public const string WithoutParts = "contract.without_parts";

    /// <summary>A part that has been in force can't be removed: end it.</summary>
    public const string PartInForce = "contract.part_in_force";

    /// <summary>A change of many prices by nothing, or by -100 % and less.</summary>
    public const string BadPriceChange = "contract.bad_price_change";

    /// <summary>A template of contracts needs a name.</summary>
    public const string TemplateUnnamed = "contract_template.unnamed";

    /// <summary>Another template of contracts has the name.</summary>
    public const string DuplicateTemplate = "contract_template.duplicate";

    /// <summary>A cycle of fewer than 1 or more than 60 months, or fewer than 1 or more than 520 weeks.</summary>
    public const string BadCycleCount = "cycle.bad_count";

    /// <summary>An anchor day outside 1–31, an anchor date for months, or none for weeks.</summary>
    public const string BadCycleAnchor = "cycle.bad_anchor";

    /// <summary>The basis counts months, and the cycle counts weeks.</summary>
    public const string BasisNotForWeeks = "proration.basis_not_for_weeks";

    /// <summary>A fixed basis of a number of days that no month or year has.</summary>
    public const string BadProrationDays = "proration.bad_days";

    /// <summary>Covered days that are not in order, overlap, or lie outside their period.</summary>
    public const string BadCoverage = "proration.bad_coverage";

    /// <summary>Hours of a block that are none, don't belong to the part's kind, or are sold by a scheme that has more than one price.</summary>
    public const string BadBlock = "contract.bad_block";

    /// <summary>Tiers that are not contiguous and ascending from 0, or have a bad block size; the message names the tier.</summary>
    public const string BadTiers = "pricing.bad_tiers";

    /// <summary>A package of no size, a negative number of included units, or a minimum above the maximum.</summary>
    public const string BadPricing = "pricing.bad_scheme";

    /// <summary>A quantity below zero where tiers or packages can't price it.</summary>
    public const string NegativeQuantity = "pricing.negative_quantity";

    /// <summary>A scheme that marks up the vendor's cost was given no cost.</summary>
    public const string CostMissing = "pricing.cost_missing";
}
