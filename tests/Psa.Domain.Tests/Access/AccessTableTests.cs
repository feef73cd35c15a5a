using System.Globalization;
using System.Text;
using Psa.Access;
using Psa.Testing;

namespace Psa.Domain.Tests.Access;

public class AccessTableTests
{
    /// <summary>The table of spec 2, column for column, with the rows of what is built.</summary>
    private const string Specified = """
                              Adm Dir GrM FiM Fin Sal HuR Eng Pur War ClM Cli
        ManageSalesItems      ✔   ✔   ✔   ✔   ✔   ✔   –   –   –   –   –   –
        EditContracts         ✔   ✔   –   ✔   ✔   ✔   –   –   –   –   –   –
        PrepareBillingRuns    ✔   ✔   –   ✔   ✔   ✔   –   –   –   –   –   –
        IssueInvoices         ✔   ✔   –   ✔   ✔   ✔   –   –   –   –   –   –
        ManageBillingSetup    ✔   ✔   –   ✔   –   –   –   –   –   –   –   –
        CorrectInvoices       ✔   ✔   –   ✔   ✔   –   –   –   –   –   –   –
        RecordPayments        ✔   ✔   –   ✔   ✔   –   –   –   –   –   –   –
        ViewInvoices          ✔   ✔   –   ✔   ✔   ✔   –   –   –   –   own own
        EditQuotes            ✔   ✔   –   –   –   ✔   –   –   –   –   –   –
        ActivateQuotes        ✔   ✔   ✔   ✔   –   pol –   –   –   –   –   –
        OverridePrices        ✔   ✔   –   ✔   ✔   –   –   –   –   –   –   –
        ManageOrders          ✔   ✔   –   ✔   ✔   ✔   –   –   –   –   –   –
        ManageCatalog         ✔   ✔   –   ✔   ✔   ✔   –   –   –   –   –   –
        ManageUsage           ✔   ✔   –   ✔   ✔   ✔   –   –   –   –   –   –
        ManageSettings        ✔   –   –   –   –   –   –   –   –   –   –   –
        ManageCredit          ✔   ✔   –   ✔   –   –   –   –   –   –   –   –
        DiscountLines         ✔   ✔   –   ✔   ✔   ✔   –   –   –   –   –   –
        AcceptQuotes          ✔   ✔   –   –   –   ✔   –   –   –   –   own –
        ViewCustomers         ✔   ✔   ✔   ✔   ✔   ✔   ✔   ✔   ✔   ✔   own own
        ViewContracts         ✔   ✔   ✔   ✔   ✔   ✔   –   –   –   –   own –
        EditContacts          ✔   ✔   ✔   ✔   ✔   ✔   –   –   –   –   own self
        ViewBillingSetup      ✔   ✔   ✔   ✔   ✔   ✔   –   –   –   –   –   –
        ViewCatalog           ✔   ✔   ✔   ✔   ✔   ✔   –   ✔   ✔   ✔   –   –
        ViewAccounts          ✔   ✔   –   ✔   ✔   ✔   –   –   –   –   own –
        ViewQuotes            ✔   ✔   ✔   ✔   ✔   ✔   –   –   ✔   –   own own
        ViewOrders            ✔   ✔   ✔   ✔   ✔   ✔   –   ✔   ✔   ✔   own own
        ViewEvents            ✔   ✔   –   ✔   –   –   –   –   –   –   –   –
        ViewCosts             ✔   ✔   –   ✔   ✔   ✔   –   –   ✔   –   –   –
        WorkOnTickets         ✔   ✔   ✔   ✔   ✔   ✔   ✔   ✔   –   –   –   –
        OpenTickets           ✔   ✔   ✔   ✔   ✔   ✔   ✔   ✔   –   –   own own
        ManageProjects        ✔   ✔   ✔   ✔   ✔   ✔   –   –   –   –   –   –
        ViewTime              ✔   ✔   ✔   ✔   ✔   self✔   self–   –   –   –
        ApproveTime           ✔   ✔   ✔   ✔   –   –   –   –   –   –   –   –
        ViewStock             ✔   ✔   ✔   ✔   ✔   ✔   –   ✔   ✔   ✔   –   –
        MoveStock             ✔   ✔   –   –   –   –   –   ✔   ✔   ✔   –   –
        AdjustStock           ✔   ✔   –   –   –   –   –   –   –   ✔   –   –
        ManageCosts           ✔   ✔   –   ✔   ✔   –   –   –   ✔   –   –   –
        ReceiveGoods          ✔   ✔   –   –   –   –   –   –   ✔   ✔   –   –
        ViewPurchases         ✔   ✔   –   ✔   ✔   –   –   –   ✔   ✔   –   –
        ManagePurchaseOrders  ✔   ✔   –   –   –   –   –   –   ✔   –   –   –
        ApprovePurchases      ✔   ✔   –   ✔   –   –   –   –   –   –   –   –
        ReserveStock          ✔   ✔   –   –   –   ✔   –   –   ✔   –   –   –
        RequestReturns        ✔   ✔   –   ✔   –   ✔   –   ✔   ✔   ✔   –   –
        AuthorizeReturns      ✔   ✔   –   ✔   –   –   –   –   ✔   –   –   –

        """;

    [Fact]
    public void The_default_table_is_the_specified_one() => Assert.Equal(Specified.ReplaceLineEndings("\n"), Draw(AccessTable.Default));

    [Fact]
    public void The_documented_table_is_the_default_one() => Approved.Check(
        "docs/permissions.md",
        $"""
        # Permissions

        Generated from `AccessTable.Default`; a test keeps it current (`PSA_APPROVE=1` rewrites it).

        ✔ everywhere in the tenant · own: for the records of the customer that the actor belongs to and of those it pays for · self: for what is the actor's own · by policy: where the tenant's policy asks nobody else · – refused

        {AccessTable.Default.ToMarkdown()}
        {Meanings()}
        A host replaces or extends the table (`AccessTable.Default.With(role, permission, reach)`), adds roles of its own (`Role.Of("Dispatcher")`),
        or gives one actor a permission without a role (`actor.With(permission)`, or the claim `psa:permission`).

        """.ReplaceLineEndings("\n"));

    /// <summary>What each permission covers, from its documentation in the code.</summary>
    private static string Meanings()
    {
        var documented = System.Xml.Linq.XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Psa.Abstractions.xml"))
            .Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith("F:Psa.Access.Permission.", StringComparison.Ordinal))
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!.Value, StringComparer.Ordinal);
        var text = new StringBuilder("| permission | covers |\n|---|---|\n");
        foreach (var permission in AccessTable.Permissions)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {permission} | {documented[$"F:Psa.Access.Permission.{permission}"]} |\n");
        }

        return text.ToString();
    }

    [Fact]
    public void Cells_out_are_cells_in()
    {
        var cells = AccessTable.Default.ToCells();

        Assert.Equal(cells, AccessTable.Of(cells).ToCells());
        Assert.Equal(Draw(AccessTable.Default), Draw(AccessTable.Of(cells), AccessTable.Default.Roles));
    }

    [Fact]
    public void A_change_leaves_the_old_table_alone()
    {
        var changed = AccessTable.Default.With(Role.Finance, Permission.ManageBillingSetup, Grants.Full);

        Assert.Equal(Grants.Full, changed.Of(Role.Finance, Permission.ManageBillingSetup));
        Assert.Equal(Grants.None, AccessTable.Default.Of(Role.Finance, Permission.ManageBillingSetup));
    }

    [Fact]
    public void A_host_adds_roles_and_takes_them_away()
    {
        var dispatcher = Role.Of("Dispatcher");
        var table = AccessTable.Default.With(dispatcher, Permission.ManageCatalog, Grants.Full);

        Assert.Equal(dispatcher, table.Roles[^1]);
        Assert.Equal(Grants.Full, table.Of(dispatcher, Permission.ManageCatalog));
        Assert.Equal(AccessTable.Default.Roles, table.Without(dispatcher).Roles);
        Assert.Equal(Grants.None, table.Without(dispatcher).Of(dispatcher, Permission.ManageCatalog));
    }

    [Fact]
    public void The_built_in_roles_are_the_columns() => Assert.Equal(Role.BuiltIn, AccessTable.Default.Roles);

    [Fact]
    public void Nobody_may_do_what_no_permission_names() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AccessTable.Default.Of(Role.Administrator, default));

    private static string Draw(AccessTable table) => Draw(table, table.Roles);

    private static string Draw(AccessTable table, ValueList<Role> roles)
    {
        var text = new StringBuilder().Append(' ', 22).AppendJoin(' ', roles.Select(Short)).Append('\n');
        foreach (var permission in AccessTable.Permissions)
        {
            var row = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{permission,-22}");
            foreach (var role in roles)
            {
                row.Append(CultureInfo.InvariantCulture, $"{Sign(table.Of(role, permission)),-4}");
            }

            text.Append(row.ToString().TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Short(Role role)
    {
        var words = role.Name.Where(char.IsUpper).Count();
        return words == 1 ? role.Name[..3] : role.Name[..2] + role.Name.Last(char.IsUpper);
    }

    private static string Sign(Grants reach) => reach switch
    {
        Grants.None => "–",
        Grants.Own => "own",
        Grants.Self => "self",
        Grants.Policy => "pol",
        Grants.Full => "✔",
        _ => "?",
    };
}
