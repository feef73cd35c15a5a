using System.Text.Json.Serialization;

namespace Psa.Orders;

/// <summary>What became of what a deposit asks for at one tax code. Amounts are without tax, with it where the prices of its invoice hold it; what is deducted, credited and left is what is deposited.</summary>
/// <param name="TaxCode">The code: of the tax table, or of a tax service.</param>
/// <param name="Deposited">What is asked for.</param>
/// <param name="Deducted">What invoices of the order deduct of it, less what was given back by crediting them.</param>
/// <param name="Credited">What credit notes of its invoice take of it, drafts counted.</param>
public sealed record DepositShare(string TaxCode, Money Deposited, Money Deducted, Money Credited)
{
    /// <summary>Gets what is left to be deducted or credited.</summary>
    [JsonIgnore]
    public Money Left => Deposited - Deducted - Credited;
}
