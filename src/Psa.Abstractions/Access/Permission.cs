using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Psa.Access;

/// <summary>What an actor may do: one value for each row of the access table. How far it reaches says the <see cref="Grants"/>.</summary>
[SuppressMessage("Design", "CA1008", Justification = "No permission is the default: a forgotten value is refused")]
[SuppressMessage("Naming", "CA1711", Justification = "The plain word; nothing here is code access security")]
[SuppressMessage("Design", "CA1027", Justification = "Values, of which some numbers are not in use")]
[JsonConverter(typeof(EnumJsonConverter<Permission>))]
public enum Permission
{
    /// <summary>View and manage sales items.</summary>
    ManageSalesItems = 1,

    /// <summary>Edit customers, billing information, contracts and contract parts.</summary>
    EditContracts = 2,

    /// <summary>Plan, preview and calculate a billing run.</summary>
    PrepareBillingRuns = 3,

    /// <summary>Issue the invoices of a run, or roll a run back.</summary>
    IssueInvoices = 4,

    /// <summary>Set up numbering, billing entities and taxes.</summary>
    ManageBillingSetup = 5,

    /// <summary>Record payments, reversals, refunds and customer credit; export for accounting.</summary>
    RecordPayments = 7,

    /// <summary>View invoices; clients their own.</summary>
    ViewInvoices = 8,

    /// <summary>Credit and void invoices.</summary>
    CorrectInvoices = 6,

    /// <summary>Override a price, lock and unlock prices.</summary>
    OverridePrices = 14,

    /// <summary>Manage products, price lists, units, volume discounts, bundles and work kinds.</summary>
    ManageCatalog = 16,

    /// <summary>Draft, change, submit, fulfil, invoice and cancel orders and their deposits; draft and edit invoices by hand.</summary>
    ManageOrders = 15,

    /// <summary>Write free-text lines and discounts on quotes, orders and invoices.</summary>
    DiscountLines = 39,

    /// <summary>View quotes; clients their own, from Active on.</summary>
    ViewQuotes = 47,

    /// <summary>Draft, change, revise, close and send quotes, and keep opportunities.</summary>
    EditQuotes = 12,

    /// <summary>Activate quotes, and approve them where the policy asks.</summary>
    ActivateQuotes = 13,

    /// <summary>Accept a quote for the customer; clients their own.</summary>
    AcceptQuotes = 40,

    /// <summary>View orders, deliveries and deposits; clients their own, from Submitted on.</summary>
    ViewOrders = 48,

    /// <summary>Work on tickets and projects, and log own time.</summary>
    WorkOnTickets = 52,

    /// <summary>View, open and comment tickets; clients their own.</summary>
    OpenTickets = 53,

    /// <summary>Open and close projects.</summary>
    ManageProjects = 54,

    /// <summary>View time; some only what they logged.</summary>
    ViewTime = 55,

    /// <summary>Approve time, never one's own, reject it, and take approvals back.</summary>
    ApproveTime = 56,

    /// <summary>View usage, import it, reconcile it.</summary>
    ManageUsage = 36,

    /// <summary>Change what holds for the tenant as a whole.</summary>
    ManageSettings = 37,

    /// <summary>Write off what is open, set credit limits, hold and release payers, and pass a limit or hold.</summary>
    ManageCredit = 38,

    /// <summary>View customers and their contacts; clients their own.</summary>
    ViewCustomers = 41,

    /// <summary>View billing information, contracts and contract parts; a customer's manager their own.</summary>
    ViewContracts = 42,

    /// <summary>Edit a contact's phone, job title and company contact, where the customer manages its own profile: a customer's manager all of the customer's, a client their own.</summary>
    EditContacts = 43,

    /// <summary>View numbering, billing entities and taxes.</summary>
    ViewBillingSetup = 44,

    /// <summary>View products and prices, without costs.</summary>
    ViewCatalog = 45,

    /// <summary>View open amounts, ageing, statements of account and payments; a customer's manager their own.</summary>
    ViewAccounts = 46,

    /// <summary>View costs of products and prices that follow from them.</summary>
    ViewCosts = 51,

    /// <summary>Read the events: who did what, when.</summary>
    ViewEvents = 50,

    /// <summary>View stock, serials and moves; what they are worth needs <see cref="ViewCosts"/>.</summary>
    ViewStock = 57,

    /// <summary>Transfer goods, in one step or two.</summary>
    MoveStock = 58,

    /// <summary>Adjust and count stock, and dispose of goods.</summary>
    AdjustStock = 59,

    /// <summary>Record vendors' invoices, landed cost and new standard costs.</summary>
    ManageCosts = 60,

    /// <summary>Receive goods, cancel a receipt, return goods to a vendor.</summary>
    ReceiveGoods = 61,

    /// <summary>View purchase orders and vendors.</summary>
    ViewPurchases = 62,

    /// <summary>Write and change purchase orders and vendors.</summary>
    ManagePurchaseOrders = 63,

    /// <summary>Approve purchases, never one's own request, and reject them.</summary>
    ApprovePurchases = 64,

    /// <summary>Keep goods for quotes.</summary>
    ReserveStock = 65,

    /// <summary>View returns, and ask for them.</summary>
    RequestReturns = 66,

    /// <summary>Authorize, deny and cancel returns, never one's own request.</summary>
    AuthorizeReturns = 67,
}
