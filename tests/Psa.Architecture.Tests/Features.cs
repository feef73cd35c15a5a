namespace Psa.Architecture.Tests;

/// <summary>The feature folders in the order in which they may use each other.</summary>
internal static class Features
{
    private static readonly string[] Order =
    [
        "Psa", "Psa.Access", "Psa.Features", "Psa.Lifecycles", "Psa.Events", "Psa.Catalog", "Psa.Customers", "Psa.Contracts", "Psa.Usage",
        "Psa.Tickets", "Psa.SalesItems", "Psa.Documents", "Psa.Quotes", "Psa.Orders", "Psa.Invoices", "Psa.Billing", "Psa.Adjustments",
        "Psa.Inventory", "Psa.Procurement", "Psa.Storage",
    ];

    /// <summary>Gives a namespace's place; −1 for what isn't a feature.</summary>
    internal static int Place(string? name) => Array.IndexOf(Order, name);

    /// <summary>Gives the namespace of a feature folder.</summary>
    internal static string NamespaceOf(string folder) => folder is "Values" or "Errors" ? "Psa" : "Psa." + folder;
}
