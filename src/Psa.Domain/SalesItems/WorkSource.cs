using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Work;

namespace Psa.SalesItems;

/// <summary>A ticket or project as what is billed.</summary>
/// <param name="Source">Which of both.</param>
/// <param name="Id">Its id.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OpenedOn">The day on which it was opened, which all its items are found by.</param>
/// <param name="Contract">The contract whose terms of payment apply, or <see langword="null"/>.</param>
/// <param name="Billing">How it is billed.</param>
internal sealed record WorkSource(SalesItemSource Source, Guid Id, TenantId Tenant, Id<Customer> Customer, LocalDate OpenedOn, Id<Contract>? Contract, WorkBilling Billing)
{
    /// <summary>Gives the id of one of its items: two who make the same meet.</summary>
    internal Id<SalesItem> IdOf(int ordinal) => DerivedId.Create<SalesItem>(
        OpenedOn, Tenant, Source == SalesItemSource.Ticket ? "ticket" : "project", Id.ToString("D"), ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
