using System.Diagnostics.CodeAnalysis;

namespace Psa.Access;

/// <summary>What an actor may do: one value for each row of the access table. How far it reaches says the <see cref="Grants"/>.</summary>
[SuppressMessage("Design", "CA1008", Justification = "No permission is the default: a forgotten value is refused")]
[SuppressMessage("Naming", "CA1711", Justification = "The plain word; nothing here is code access security")]
public enum Permission
{
    /// <summary>View and manage sales items.</summary>
    ManageSalesItems = 1,

    /// <summary>Edit billing information, contracts and contract parts.</summary>
    EditContracts = 2,

    /// <summary>Plan, preview and calculate a billing run.</summary>
    PrepareBillingRuns = 3,

    /// <summary>Issue the invoices of a run, or roll a run back.</summary>
    IssueInvoices = 4,

    /// <summary>Set up numbering, billing entities and taxes.</summary>
    ManageBillingSetup = 5,

    /// <summary>Credit, void and adjust what was billed.</summary>
    CorrectInvoices = 6,

    /// <summary>Record payments, and export.</summary>
    RecordPayments = 7,

    /// <summary>View invoices; clients their own.</summary>
    ViewInvoices = 8,

    /// <summary>Work on tickets and log one's own time.</summary>
    WorkOnTickets = 9,

    /// <summary>Open and comment tickets; clients their own.</summary>
    OpenTickets = 10,

    /// <summary>Approve time, never one's own.</summary>
    ApproveTime = 11,

    /// <summary>Draft, edit, revise and close quotes.</summary>
    EditQuotes = 12,

    /// <summary>Activate quotes, which approves them when the policy asks for it.</summary>
    ActivateQuotes = 13,

    /// <summary>Override a price, lock and unlock prices.</summary>
    OverridePrices = 14,

    /// <summary>Manage orders.</summary>
    ManageOrders = 15,

    /// <summary>Manage products and price lists.</summary>
    ManageCatalog = 16,

    /// <summary>Reserve stock on a quote.</summary>
    ReserveStock = 17,

    /// <summary>Approve purchases, never one's own request.</summary>
    ApprovePurchases = 18,

    /// <summary>Write and submit purchase orders.</summary>
    ManagePurchaseOrders = 19,

    /// <summary>Receive goods, and cancel a receipt.</summary>
    ReceiveGoods = 20,

    /// <summary>Pick, deliver, transfer and swap goods.</summary>
    MoveStock = 21,

    /// <summary>Adjust stock, with a reason.</summary>
    AdjustStock = 22,

    /// <summary>Request a return of goods.</summary>
    RequestReturns = 23,

    /// <summary>Authorize a return of goods.</summary>
    AuthorizeReturns = 24,

    /// <summary>Set up locations, features and the access table.</summary>
    ManageSettings = 25,
}
