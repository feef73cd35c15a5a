namespace Psa.Contracts;

/// <summary>The contracts of a customer or a family, to be found by id. Most have few, which are looked through.</summary>
internal readonly struct ContractsById
{
    private const int Few = 8;

    private readonly IReadOnlyList<Contract> _contracts;
    private readonly Dictionary<Id<Contract>, Contract>? _byId;

    internal ContractsById(IReadOnlyList<Contract> contracts)
    {
        _contracts = contracts;
        if (contracts.Count > Few)
        {
            _byId = new(contracts.Count);
            foreach (var contract in contracts)
            {
                _byId.Add(contract.Id, contract);
            }
        }
    }

    /// <summary>Finds a contract, or gives <see langword="null"/>.</summary>
    internal Contract? Find(Id<Contract> id)
    {
        if (_byId is not null)
        {
            return _byId.GetValueOrDefault(id);
        }

        for (var i = 0; i < _contracts.Count; i++)
        {
            if (_contracts[i].Id == id)
            {
                return _contracts[i];
            }
        }

        return null;
    }
}
