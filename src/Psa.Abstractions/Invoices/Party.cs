namespace Psa.Invoices;

/// <summary>A seller or buyer as it was when the document was made; later changes of the master data don't reach it.</summary>
public sealed record Party
{
    /// <summary>Gets the right legal name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the number: the customer's debtor code; <see langword="null"/> for a seller.</summary>
    public string? Number { get; init; }

    /// <summary>Gets the VAT or sales-tax number.</summary>
    public string? VatNumber { get; init; }

    /// <summary>Gets the address.</summary>
    public Address? Address { get; init; }

    /// <summary>Gets the e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Gets the bank account.</summary>
    public string? BankAccount { get; init; }

    /// <summary>Gets the electronic address.</summary>
    public ElectronicAddress? ElectronicAddress { get; init; }
}
