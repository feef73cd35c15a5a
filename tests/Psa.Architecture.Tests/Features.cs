namespace Psa.Architecture.Tests;

/// <summary>The rooms (feature folders) in the order in which they may use each other; services stand on top of all.</summary>
internal static class Features
{
    internal const string Services = "Psa.Services";

    internal static readonly string[] Order =
    [
        "Psa", "Psa.Languages", "Psa.Access", "Psa.Features", "Psa.Lifecycles", "Psa.Events", "Psa.Storage", "Psa.Lists", "Psa.Sellers", "Psa.Numbering", "Psa.Catalog",
        "Psa.Customers", "Psa.Contracts", "Psa.Usage", "Psa.Work", "Psa.Charges", "Psa.Documents", "Psa.SalesItems", "Psa.Quotes", "Psa.Orders",
        "Psa.Invoices", "Psa.Payments", "Psa.Adjustments", "Psa.Inventory", "Psa.Procurement", "Psa.Returns", "Psa.Notifications", "Psa.Runs", "Psa.Records", Services,
    ];

    /// <summary>Gives a namespace's place; −1 for what isn't a room.</summary>
    internal static int Place(string? name) => Array.IndexOf(Order, name);

    /// <summary>Gives the namespace of a room's folder.</summary>
    internal static string NamespaceOf(string folder) => folder is "Values" or "Errors" ? "Psa" : "Psa." + folder;
}
