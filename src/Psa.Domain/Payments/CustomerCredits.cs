using Psa.Customers;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>What payers have to their credit (R-CUSTOMER-CREDIT).</summary>
internal static class CustomerCredits
{
    /// <summary>Gives the id of the credit of a payer with a billing entity in a currency: there is one, so whoever spends it first and second meet.</summary>
    public static Id<CustomerCredit> IdOf(TenantId tenant, Id<Customer> payer, Id<BillingEntity> entity, Currency currency) =>
        DerivedId.Create<CustomerCredit>(tenant, "customer credit", payer.ToString(), entity.ToString(), currency.Code);

    /// <summary>Gives the credit of which there are no entries yet.</summary>
    public static CustomerCredit None(TenantId tenant, Id<Customer> payer, Id<BillingEntity> entity, Currency currency) => new()
    {
        Id = IdOf(tenant, payer, entity, currency),
        Tenant = tenant,
        Payer = payer,
        BillingEntity = entity,
        Balance = Money.Zero(currency),
    };
}
