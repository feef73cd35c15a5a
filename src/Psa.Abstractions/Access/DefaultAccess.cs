using static Psa.Access.Role;

namespace Psa.Access;

/// <summary>The table that holds unless a host changes it, row by row. A test compares it with one written by hand.</summary>
internal static class DefaultAccess
{
    internal static AccessTable Create()
    {
        var table = AccessTable.Empty;
        foreach (var role in BuiltIn)
        {
            // every role gets its column, in order, whatever the rows say first
            table = table.With(role, Permission.ManageSalesItems, Grants.None);
        }

        table = Full(table, Permission.ManageSalesItems, Administrator, Director, GroupManager, FinanceManager, Finance, Sales);
        table = Full(table, Permission.EditContracts, Administrator, Director, FinanceManager, Finance, Sales);
        table = Full(table, Permission.ManageUsage, Administrator, Director, FinanceManager, Finance, Sales);
        table = Full(table, Permission.PrepareBillingRuns, Administrator, Director, FinanceManager, Finance, Sales);
        table = Full(table, Permission.IssueInvoices, Administrator, Director, FinanceManager, Finance, Sales);
        table = Full(table, Permission.ManageBillingSetup, Administrator, Director, FinanceManager);
        table = Full(table, Permission.ViewInvoices, Administrator, Director, FinanceManager, Finance, Sales)
            .With(ClientManager, Permission.ViewInvoices, Grants.Own)
            .With(Client, Permission.ViewInvoices, Grants.Own);
        table = Full(table, Permission.CorrectInvoices, Administrator, Director, FinanceManager, Finance);
        table = Full(table, Permission.RecordPayments, Administrator, Director, FinanceManager, Finance);
        table = Full(table, Permission.ManageCredit, Administrator, Director, FinanceManager);
        table = Full(table, Permission.ViewAccounts, Administrator, Director, FinanceManager, Finance, Sales)
            .With(ClientManager, Permission.ViewAccounts, Grants.Own);
        table = Full(table, Permission.ViewQuotes, Administrator, Director, GroupManager, FinanceManager, Finance, Sales, Purchaser)
            .With(ClientManager, Permission.ViewQuotes, Grants.Own)
            .With(Client, Permission.ViewQuotes, Grants.Own);
        table = Full(table, Permission.EditQuotes, Administrator, Director, Sales);
        table = Full(table, Permission.ActivateQuotes, Administrator, Director, GroupManager, FinanceManager)
            .With(Sales, Permission.ActivateQuotes, Grants.Policy);
        table = Full(table, Permission.AcceptQuotes, Administrator, Director, Sales)
            .With(ClientManager, Permission.AcceptQuotes, Grants.Own);
        table = Full(table, Permission.ViewOrders, Administrator, Director, GroupManager, FinanceManager, Finance, Sales, Engineer, Purchaser, Warehouse)
            .With(ClientManager, Permission.ViewOrders, Grants.Own)
            .With(Client, Permission.ViewOrders, Grants.Own);
        table = Full(table, Permission.WorkOnTickets, Administrator, Director, GroupManager, FinanceManager, Finance, Sales, HumanResources, Engineer);
        table = Full(table, Permission.OpenTickets, Administrator, Director, GroupManager, FinanceManager, Finance, Sales, HumanResources, Engineer)
            .With(ClientManager, Permission.OpenTickets, Grants.Own)
            .With(Client, Permission.OpenTickets, Grants.Own);
        table = Full(table, Permission.ManageProjects, Administrator, Director, GroupManager, FinanceManager, Finance, Sales);
        table = Full(table, Permission.ViewTime, Administrator, Director, GroupManager, FinanceManager, Finance, HumanResources)
            .With(Sales, Permission.ViewTime, Grants.Self)
            .With(Engineer, Permission.ViewTime, Grants.Self);
        table = Full(table, Permission.ApproveTime, Administrator, Director, GroupManager, FinanceManager);
        table = Full(table, Permission.OverridePrices, Administrator, Director, FinanceManager, Finance);
        table = Full(table, Permission.ManageCatalog, Administrator, Director, FinanceManager, Finance, Sales);
        table = Full(table, Permission.DiscountLines, Administrator, Director, FinanceManager, Finance, Sales);
        table = Full(table, Permission.ManageOrders, Administrator, Director, FinanceManager, Finance, Sales);
        table = Full(table, Permission.ManageSettings, Administrator);
        table = Full(table, Permission.ViewCustomers, Administrator, Director, GroupManager, FinanceManager, Finance, Sales, HumanResources, Engineer, Purchaser, Warehouse)
            .With(ClientManager, Permission.ViewCustomers, Grants.Own)
            .With(Client, Permission.ViewCustomers, Grants.Own);
        table = Full(table, Permission.ViewContracts, Administrator, Director, GroupManager, FinanceManager, Finance, Sales)
            .With(ClientManager, Permission.ViewContracts, Grants.Own);
        table = Full(table, Permission.ViewBillingSetup, Administrator, Director, GroupManager, FinanceManager, Finance, Sales);
        table = Full(table, Permission.ViewCatalog, Administrator, Director, GroupManager, FinanceManager, Finance, Sales, Engineer, Purchaser, Warehouse);
        table = Full(table, Permission.ViewCosts, Administrator, Director, FinanceManager, Finance, Sales, Purchaser);
        table = Full(table, Permission.ViewStock, Administrator, Director, GroupManager, FinanceManager, Finance, Sales, Engineer, Purchaser, Warehouse);
        table = Full(table, Permission.MoveStock, Administrator, Director, Engineer, Purchaser, Warehouse);
        table = Full(table, Permission.AdjustStock, Administrator, Director, Warehouse);
        table = Full(table, Permission.ManageCosts, Administrator, Director, FinanceManager, Finance, Purchaser);
        table = Full(table, Permission.ReceiveGoods, Administrator, Director, Purchaser, Warehouse);
        table = Full(table, Permission.ViewPurchases, Administrator, Director, FinanceManager, Finance, Purchaser, Warehouse);
        table = Full(table, Permission.ManagePurchaseOrders, Administrator, Director, Purchaser);
        table = Full(table, Permission.ApprovePurchases, Administrator, Director, FinanceManager);
        table = Full(table, Permission.ReserveStock, Administrator, Director, Sales, Purchaser);
        table = Full(table, Permission.RequestReturns, Administrator, Director, FinanceManager, Sales, Engineer, Purchaser, Warehouse);
        table = Full(table, Permission.AuthorizeReturns, Administrator, Director, FinanceManager, Purchaser);
        table = Full(table, Permission.ViewEvents, Administrator, Director, FinanceManager);
        return Full(table, Permission.EditContacts, Administrator, Director, GroupManager, FinanceManager, Finance, Sales)
            .With(ClientManager, Permission.EditContacts, Grants.Own)
            .With(Client, Permission.EditContacts, Grants.Self);
    }

    private static AccessTable Full(AccessTable table, Permission permission, params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            table = table.With(role, permission, Grants.Full);
        }

        return table;
    }
}
