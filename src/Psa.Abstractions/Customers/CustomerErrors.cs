namespace Psa.Customers;

/// <summary>The error codes of customers and billing information. That it is missing is <c>billing_information.required</c>, a <see cref="BillingInformationRequiredException"/>.</summary>
public static class CustomerErrors
{
    /// <summary>A customer has no number or no name.</summary>
    public const string Incomplete = "customer.incomplete";

    /// <summary>Another customer has that number.</summary>
    public const string NumberTaken = "customer.number_taken";

    /// <summary>A customer would be its own parent, directly or through others.</summary>
    public const string ParentCycle = "customer.parent_cycle";

    /// <summary>A customer's billing is to go to a parent, and it has none.</summary>
    public const string ParentMissing = "customer.parent_missing";

    /// <summary>The payer follows from parent and flag, and can't be given.</summary>
    public const string PayerDerived = "customer.payer_derived";

    /// <summary>The customer's price lists are assigned and withdrawn by steps of their own, not with its other fields.</summary>
    public const string OwnStep = "customer.own_step";

    /// <summary>An entry is withdrawn, and nobody says why.</summary>
    public const string ReasonMissing = "customer.reason_missing";

    /// <summary>Sales items that wait to be billed would come to a payer whose billing information is missing or incomplete.</summary>
    public const string PayerIncomplete = "customer.payer_incomplete";

    /// <summary>A contact's phone, job title or company contact is given, and the customer doesn't manage its own profile: these are asked of nobody then.</summary>
    public const string ContactNotOpen = "contact.not_open";

    /// <summary>Two contacts of a customer have the same id.</summary>
    public const string DuplicateContact = "contact.duplicate";

    /// <summary>A customer can't be erased while it, or somebody it pays for, has contracts that are drafts or haven't ended: end or discard them first.</summary>
    public const string ContractsInForce = "customer.contracts_in_force";

    /// <summary>A customer can't be erased while the last days of ended contracts, its own or of somebody it pays for, weren't billed: bill them first.</summary>
    public const string NotBilled = "customer.not_billed";

    /// <summary>A customer can't be erased while sales items, its own or of somebody it pays for, are drafts or wait to be billed: bill or cancel them first.</summary>
    public const string ItemsWaiting = "customer.items_waiting";

    /// <summary>A customer can't be erased while drafts of documents are for it or have lines of it: issue or delete them first.</summary>
    public const string DraftsOpen = "customer.drafts_open";

    /// <summary>Billing information can't be removed, or made incomplete, while sales items wait to be billed with it.</summary>
    public const string BillingInformationInUse = "billing_information.in_use";

    /// <summary>Something is filled in that can't be right: a country, an e-mail address, a bank account.</summary>
    public const string BadBillingInformation = "billing_information.bad_value";

    /// <summary>A quote is a draft or active, or an order isn't closed or canceled, and the customer's personal data is needed for it.</summary>
    public const string OffersOpen = "customer.offers_open";

    /// <summary>A ticket or project is open whose customer's or payer's data is to be erased, or its time waits for approval.</summary>
    public const string WorkOpen = "customer.work_open";
}
