namespace Psa.Orders;

/// <summary>What can happen to an order.</summary>
internal enum OrderAction
{
    /// <summary>Agree: from then on its content never changes.</summary>
    Submit = 0,

    /// <summary>Keep that something of it was delivered.</summary>
    Fulfil = 1,

    /// <summary>Bill something of it.</summary>
    Invoice = 2,

    /// <summary>Give up what is not delivered.</summary>
    CancelRest = 3,

    /// <summary>Give it up, all of it.</summary>
    Cancel = 4,

    /// <summary>Nothing is left.</summary>
    Close = 5,

    /// <summary>Something is open again.</summary>
    Reopen = 6,
}
