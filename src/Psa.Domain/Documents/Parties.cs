using Psa.Customers;
using Psa.Sellers;

namespace Psa.Documents;

/// <summary>What documents show of sellers and buyers: as they are stored.</summary>
internal static class Parties
{
    /// <summary>Gives the seller as it is stored.</summary>
    public static Party ToParty(this BillingEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return new()
        {
            Name = entity.LegalName,
            VatNumber = OrNull(entity.VatNumber),
            RegistrationNumber = OrNull(entity.RegistrationNumber),
            Address = entity.Address,
            Email = OrNull(entity.Email),
            Phone = OrNull(entity.Phone),
            BankAccount = OrNull(entity.BankAccount),
            BankIdentifier = OrNull(entity.BankIdentifier),
            ElectronicAddress = entity.ElectronicAddress,
        };
    }

    /// <summary>Gives the buyer as it is stored.</summary>
    /// <param name="payer">Who is billed.</param>
    /// <param name="information">Its billing information; only a quote goes to somebody who has none, or not all of it.</param>
    public static Party ToParty(this Customer payer, BillingInformation? information)
    {
        ArgumentNullException.ThrowIfNull(payer);
        return new()
        {
            Name = information?.LegalName ?? payer.Name,
            Number = payer.Number,
            ExternalId = payer.ExternalId,
            VatNumber = information?.VatNumber,
            Address = information?.Address,
            Email = information?.Email,
            BankAccount = information?.BankAccount,
            ElectronicAddress = information?.ElectronicAddress,
        };
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
